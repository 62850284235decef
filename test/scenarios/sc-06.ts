import { expect, it } from 'vitest'
import { clock, completes, cst, due, happened, path, refused, step } from '../sop-definitions/playbook.ts'
import type { Scenario, Told } from './told.ts'

/** Up to the executed solution. */
export const upToExecute = [
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

/** SC-06 platform complaint not answered in time. */
export const sc06: Scenario = {
  sop: 'complaint-escalation',
  storeId: 'tmall-flagship',
  request: {
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
    acts: story,
  },
}

/** What the catalogue says of SC-06, written by hand. */
export function sc06Holds(told: () => Told): void {
  it('passes these steps in this order', () => {
    expect(refused(told())).toEqual([])
    const done = path(told()).filter((stepId) => stepId !== 'ce-platform-sync')
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
    expect(path(told()).indexOf('ce-platform-sync')).toBe(path(told()).indexOf('ce-negotiate') - 1)
    expect(step(told(), 'ce-approve-comp')).toMatchObject({ status: 'skipped', skippedBecause: 'R-APPROVE' })
    expect(told().outcome).toBe('settled')
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
    expect(due(told(), stepId)).toBe(expected)
  })

  it('climbs the ladder of the first contact and stops when it is made', () => {
    const ladder = happened(told(), 'step.reminded', 'step.overdue', 'step.escalated').filter((line) =>
      line.includes('ce-first-contact'),
    )
    expect(ladder).toEqual([
      'step.reminded ce-first-contact 03-12 15:48',
      'step.overdue ce-first-contact 03-12 16:00',
      'step.escalated ce-first-contact 03-12 16:30',
    ])
    const [overdue] = told().events.filter(
      (event) => event.type === 'step.overdue' && event.stepId === 'ce-first-contact',
    )
    expect(overdue?.data['tell']).toEqual(['cs-lead', 'store-manager'])
    const [raised] = told().events.filter(
      (event) => event.type === 'step.escalated' && event.stepId === 'ce-first-contact',
    )
    expect(raised?.data).toMatchObject({ level: 2, role: 'store-manager' })
    expect(step(told(), 'ce-first-contact')).toMatchObject({ role: 'store-manager', late: true, hard: true })
  })

  it('the solution opens after its due and is overdue at once', () => {
    expect(happened(told(), 'step.overdue').filter((line) => line.includes('ce-solution'))).toEqual([
      'step.overdue ce-solution 03-12 17:00',
    ])
    expect(clock(step(told(), 'ce-solution').openedAt)).toBe('03-12 17:00')
    expect(step(told(), 'ce-solution').late).toBe(true)
  })

  it('records what the scenario names', () => {
    expect(told().record).toMatchObject({
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
}
