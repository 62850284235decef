import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played } from '#engine/rehearsal/play.ts'
import { clock, completes, cst, due, happened, path, playbook, refused, step } from '../../sop-definitions/playbook.ts'

const plan = playbook('complaint-escalation')

const upToExecute = [
  completes('03-12 15:10', 'complaint-handler', 'ce-intake', {
    buyer_demand: '包裹迟到，要求赔偿',
    demand_amount: 2000,
  }),
  completes('03-12 15:10', 'complaint-handler', 'ce-grade'),
  completes('03-12 16:40', 'store-manager', 'ce-first-contact', {
    channels: ['phone', 'sms'],
    apology: true,
    promise: '今天给出方案',
    at: cst('03-12 16:40'),
  }),
  completes('03-12 16:55', 'complaint-handler', 'ce-evidence', {
    chat_log: 'log',
    order_snapshot: 'order',
    logistics_trace: 'trace',
    photos: ['p'],
    facts_true: 'yes',
  }),
  completes('03-12 17:00', 'complaint-handler', 'ce-cause', { cause: 'logistics', liable: 'logistics' }),
  completes('03-12 17:05', 'store-manager', 'ce-solution', {
    type: 'coupon',
    cash: 0,
    coupon: 500,
    words: '非常抱歉，包裹迟到给您添麻烦了',
  }),
  completes('03-12 17:10', 'store-manager', 'ce-platform-sync', { told: '已致歉并提出方案' }),
  completes('03-12 17:20', 'store-manager', 'ce-negotiate', { round: 1, answer: 'accept' }),
  completes('03-12 17:30', 'complaint-handler', 'ce-execute'),
]
const story = [
  ...upToExecute,
  completes('03-13 10:00', 'store-manager', 'ce-platform-submit', {
    rectification: 'correction',
    understanding_letter: 'letter',
    evidence: ['e'],
  }),
  completes('03-13 16:00', 'store-manager', 'ce-platform-sync', { told: '已提交谅解函' }),
  completes('03-14 15:00', 'store-manager', 'ce-verdict', { result: 'settled', penalty: 'none' }),
  completes('03-14 15:30', 'store-manager', 'ce-platform-sync', { told: '已和解' }),
  completes('03-15 17:00', 'complaint-handler', 'ce-follow-up', { satisfaction: 4 }),
  completes('03-19 17:00', 'cs-lead', 'ce-root-cause', {
    cause: '分拣延误',
    fix_area: 'logistics',
    actions: [{ owner: 'warehouse', due: '2027-03-26' }],
    sop_version_changed: false,
  }),
]

function playCase(acts: PlayAct[], until = '03-20 00:00'): Played {
  return play(plan, {
    inputs: {
      source: 'platform',
      platform: 'taobao',
      platform_case_no: 'TB-77',
      order_no: 'TB-2027030900001',
      customer: '买家甲',
      text: '包裹迟到',
      t0: cst('03-12 15:00'),
      safety_risk: false,
      similar_24h: 0,
      complaints_same_order: 1,
    },
    startAt: cst('03-12 15:00'),
    until: cst(until),
    acts,
  })
}

describe('SC-06 platform complaint not answered in time', () => {
  const played = playCase(story)

  it('passes these steps in this order', () => {
    expect(refused(played)).toEqual([])
    const done = path(played).filter((stepId) => stepId !== 'ce-platform-sync')
    expect(done).toEqual([
      'ce-intake',
      'ce-grade',
      'ce-assign',
      'ce-first-contact',
      'ce-evidence',
      'ce-cause',
      'ce-solution',
      'ce-negotiate',
      'ce-execute',
      'ce-platform-submit',
      'ce-verdict',
      'ce-follow-up',
      'ce-root-cause',
      'ce-close',
    ])
    expect(path(played).indexOf('ce-platform-sync')).toBe(path(played).indexOf('ce-negotiate') - 1)
    expect(step(played, 'ce-approve-comp')).toMatchObject({ status: 'skipped', skippedBecause: 'R-APPROVE' })
    expect(played.outcome).toBe('settled')
  })

  it.each([
    ['ce-intake', '03-12 15:15'],
    ['ce-first-contact', '03-12 16:00'],
    ['ce-evidence', '03-12 17:10'],
    ['ce-cause', '03-12 17:10'],
    ['ce-solution', '03-12 16:00'],
    ['ce-negotiate', '03-13 17:05'],
    ['ce-execute', '03-13 17:20'],
    ['ce-platform-submit', '03-17 15:00'],
    ['ce-follow-up', '03-15 17:30'],
    ['ce-root-cause', '03-19 18:00'],
  ])('%s is due %s', (stepId, expected) => {
    expect(due(played, stepId)).toBe(expected)
  })

  it('climbs the ladder of the first contact and stops when it is made', () => {
    const ladder = happened(played, 'step.reminded', 'step.overdue', 'step.escalated').filter((line) =>
      line.includes('ce-first-contact'),
    )
    expect(ladder).toEqual([
      'step.reminded ce-first-contact 03-12 15:48',
      'step.overdue ce-first-contact 03-12 16:00',
      'step.escalated ce-first-contact 03-12 16:30',
    ])
    const [overdue] = played.events.filter(
      (event) => event.type === 'step.overdue' && event.stepId === 'ce-first-contact',
    )
    expect(overdue?.data['tell']).toEqual(['cs-lead', 'store-manager'])
    const [raised] = played.events.filter(
      (event) => event.type === 'step.escalated' && event.stepId === 'ce-first-contact',
    )
    expect(raised?.data).toMatchObject({ level: 2, role: 'store-manager' })
    expect(step(played, 'ce-first-contact')).toMatchObject({ role: 'store-manager', late: true, hard: true })
  })

  it('the solution opens after its due and is overdue at once', () => {
    expect(happened(played, 'step.overdue').filter((line) => line.includes('ce-solution'))).toEqual([
      'step.overdue ce-solution 03-12 17:00',
    ])
    expect(clock(step(played, 'ce-solution').openedAt)).toBe('03-12 17:00')
    expect(step(played, 'ce-solution').late).toBe(true)
  })

  it('records what the scenario names', () => {
    expect(played.record).toMatchObject({
      first_contact_minutes: 100,
      first_contact_sla_met: false,
      first_owner: 'cs-lead',
      owner: 'store-manager',
      owner_changed: true,
      rounds: 1,
      compensation_fen: 500,
      coupon_fen: 500,
      cash_fen: 0,
      highest_grade: 'L3',
      verdict: 'settled',
      penalty: 'none',
      settled: true,
      cause: 'logistics',
    })
  })
})

describe('SC-06 negatives', () => {
  it('a settled case is not submitted without the letter', () => {
    const played = playCase(
      [
        ...upToExecute,
        completes('03-13 10:00', 'store-manager', 'ce-platform-submit', {
          rectification: 'correction',
          evidence: ['e'],
        }),
      ],
      '03-13 10:00',
    )
    expect(refused(played)).toEqual(['FORM_BLOCKED'])
    expect(played.refusals[0]?.errors?.map((error) => error.pointer)).toEqual(['/answers/understanding_letter'])
    expect(step(played, 'ce-platform-submit').status).toBe('open')
  })

  it('the third rung comes at 17:00 when nobody calls', () => {
    const played = playCase(upToExecute.slice(0, 2), '03-12 17:00')
    expect(happened(played, 'step.escalated').filter((line) => line.includes('ce-first-contact'))).toEqual([
      'step.escalated ce-first-contact 03-12 16:30',
      'step.escalated ce-first-contact 03-12 17:00',
    ])
  })

  it('L3 is not contacted by phone alone, nor without an apology', () => {
    const played = playCase(
      [
        ...upToExecute.slice(0, 2),
        completes('03-12 15:30', 'cs-lead', 'ce-first-contact', {
          channels: ['phone'],
          apology: true,
          promise: '处理中',
          at: cst('03-12 15:30'),
        }),
        completes('03-12 15:31', 'cs-lead', 'ce-first-contact', {
          channels: ['phone', 'sms'],
          apology: false,
          promise: '处理中',
          at: cst('03-12 15:31'),
        }),
      ],
      '03-12 15:31',
    )
    expect(refused(played)).toEqual(['FORM_BLOCKED', 'FORM_BLOCKED'])
  })
})
