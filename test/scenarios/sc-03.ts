import { expect, it } from 'vitest'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import { launchAnswers, launchInputs, launchStory } from '../sop-definitions/launch-case.ts'
import { clock, completes, cst, due, happened, path, step } from '../sop-definitions/playbook.ts'
import type { Scenario, Told } from './told.ts'

const faultyTitle = '全網最輕便防曬衣女 冰絲UPF50+ 戶外通勤'
const again = (at: string, by: string, stepId: string, change: object, more: object = {}): PlayAct =>
  completes(at, by, stepId, { ...launchAnswers[stepId], ...change }, more)

const story: PlayAct[] = [
  ...launchStory(null, 'np-test-stock'),
  again('03-06 09:00', 'buyer', 'np-test-stock', { qty: 51 }),
  ...launchStory('np-test-stock', 'np-title'),
  again('03-10 09:00', 'operator', 'np-title', { title: faultyTitle }),
  again('03-10 09:30', 'operator', 'np-title', { title: '輕便防曬衣女 冰絲UPF50+ 戶外通勤', core_word: '防曬衣' }),
  again('03-10 10:00', 'operator', 'np-attributes', { attr_filled: 14 }),
  again('03-10 10:10', 'operator', 'np-attributes', { attr_filled: 16 }),
  again('03-10 10:20', 'operator', 'np-attributes', { attr_filled: 16 }, { reasons: { attr_filled: '四项不适用' } }),
  ...launchStory('np-visuals', 'np-main-video'),
  again('03-12 12:00', 'designer', 'np-main-video', { duration_s: 45 }),
  again('03-12 15:00', 'designer', 'np-main-video', { duration_s: 28 }),
  ...launchStory('np-logistics', null),
]

/** SC-03 new product with faulty content, the second launch of its week. */
export const sc03: Scenario = {
  sop: 'new-product-launch',
  storeId: 'tmall-flagship',
  request: {
    inputs: launchInputs,
    facts: { launches_this_week: 1 },
    startAt: cst('02-24 09:00'),
    acts: story,
  },
}

/** What the catalogue says of SC-03, written by hand. */
export function sc03Holds(told: () => Told): void {
  it('passes every step, the seven parallel ones as they come', () => {
    expect(path(told())).toEqual([
      'np-kickoff',
      'np-select',
      'np-licence-ip',
      'np-sample-qc',
      'np-test-stock',
      'np-price',
      'np-title',
      'np-attributes',
      'np-visuals',
      'np-main-video',
      'np-logistics',
      'np-stock-config',
      'np-compliance',
      'np-campaign-precheck',
      'np-final-approve',
      'np-publish',
      ...Array.from({ length: 7 }, () => 'np-first-week'),
      'np-week1-decision',
      'np-retro',
    ])
  })

  it('falls due at 18:00 on the days of the catalogue, the checks at 10:00, the decision at 12:00', () => {
    const single = [
      ['np-kickoff', '02-25 18:00'],
      ['np-select', '02-27 18:00'],
      ['np-licence-ip', '03-01 18:00'],
      ['np-sample-qc', '03-04 18:00'],
      ['np-test-stock', '03-06 18:00'],
      ['np-price', '03-08 18:00'],
      ['np-title', '03-10 18:00'],
      ['np-attributes', '03-10 18:00'],
      ['np-visuals', '03-12 18:00'],
      ['np-main-video', '03-12 18:00'],
      ['np-logistics', '03-13 18:00'],
      ['np-stock-config', '03-14 18:00'],
      ['np-compliance', '03-15 18:00'],
      ['np-final-approve', '03-16 18:00'],
      ['np-publish', '03-18 20:30'],
      ['np-week1-decision', '03-26 12:00'],
      ['np-retro', '04-17 18:00'],
    ]
    expect(single.map(([id]) => [id, due(told(), id!)])).toEqual(single)
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => clock(step(told(), 'np-first-week', n).dueAt))).toEqual(
      [19, 20, 21, 22, 23, 24, 25].map((date) => `03-${date} 10:00`),
    )
  })

  it('blocks 51 pieces, the title, 14 of 20 attributes and 45 seconds; 16 of 20 needs a reason', () => {
    expect(told().refusals.map(({ at, code }) => [clock(at), code])).toEqual([
      ['03-06 09:00', 'FORM_BLOCKED'],
      ['03-10 09:00', 'FORM_BLOCKED'],
      ['03-10 10:00', 'FORM_BLOCKED'],
      ['03-10 10:10', 'REASON_NEEDED'],
      ['03-12 12:00', 'FORM_BLOCKED'],
    ])
    expect(told().refusals.map((refusal) => refusal.detail)).toEqual([
      expect.stringContaining('at most 50 pieces per style; this has 51'),
      expect.stringContaining('banned words: 全网, 最'),
      expect.stringContaining('30 % of the attributes are empty'),
      expect.stringContaining('16 of 20 attributes are filled'),
      expect.stringContaining('usable as a short video'),
    ])
    expect(happened(told(), 'step.submitBlocked')).toHaveLength(4)
    expect(step(told(), 'np-attributes').approvals).toEqual([])
  })

  it('prices 116.10 at 32.82 %, which the ops-lead alone approves', () => {
    expect(step(told(), 'np-price').answers).toMatchObject({ trial_price: 11610, margin: 32.82 })
    expect(step(told(), 'np-price').approvals.map((level) => level.role)).toEqual(['ops-lead'])
  })

  it('is not eligible for campaigns yet: 0 sales', () => {
    expect(step(told(), 'np-campaign-precheck')).toMatchObject({
      completedBy: null,
      answers: { eligible: false, sales_history: 0, recheck_at_sales: 50 },
    })
  })

  it('publishes at 20:30 in its slot, the second launch of the week, without a warning', () => {
    expect(step(told(), 'np-publish')).toMatchObject({ approvals: [], reasons: {}, late: false })
  })

  it('keeps blocks, rework, price, publishing and seven daily rows on record', () => {
    expect(told().outcome).toBe('reviewed')
    expect(told().record).toMatchObject({
      blocks: 4,
      rework: 0,
      trial_price: 11610,
      published_at: new Date(cst('03-18 20:30')).toISOString(),
      daily_rows: 7,
      steps_overdue: 0,
    })
  })
}
