import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { clockOf } from '../patterns/story.ts'
import { calendar, DrivenRun, lead } from '../rules/driven-run.ts'

/** Due of a step whose anchors are T, planned back from Thursday 25 March 20:00, and t0, arrived on Wednesday 10 March 09:00. */
function dueOf(
  due: string,
  more: { head?: string; serviceHours?: { from: string; to: string }; hard?: boolean } = {},
): string {
  const plan = playbook(
    `[{ task: act, role: cs-agent, ${more.hard ? 'hard_due' : 'due'}: ${due} }]`,
    `
launch:
  t: { type: datetime }
  a: { type: datetime }
  day: { type: date, required: false }
  grade: { type: enum, of: [L1, L4], preset: L1 }
anchors: { T: { at: t, plan: back }, t0: a }
params: { sla: { duration: 48h }, some_days: { duration: 2wd } }
${more.head ?? ''}`,
  )
  const run = new DrivenRun(plan, {
    inputs: { t: '2027-03-25T20:00:00+08:00', a: '2027-03-10T09:00:00+08:00', day: '2027-03-12' },
    calendar: { ...calendar, ...(more.serviceHours ? { serviceHours: more.serviceHours } : {}) },
  })
  const { dueAt } = run.step('act.1')
  return dueAt === null ? 'none' : clockOf(dueAt)
}

describe('instants of a playbook', () => {
  it.each([
    ['t0 + 30m', '09:30'],
    ['t0 + 24h', '11 09:00'],
    ['open + 2h', '12:00'],
    ['t0 + 3wd', '15 09:00'],
    ['t0 + 3wd 12:00', '15 12:00'],
    ['t0 + 7d', '17 09:00'],
    ['t0 + 7d 12:00', '17 12:00'],
    ['T - 10d', '15 18:00'],
    ['T - 10d 10:00', '15 10:00'],
    ['T - 2h', '25 18:00'],
    ['T - 3wd', '22 20:00'],
    ['T', '25 20:00'],
    ['t0 + params.sla', '12 09:00'],
    ['t0 + params.some_days', '12 09:00'],
    ['dayStart(day)', '12 00:00'],
    ['day', '12 00:00'],
    ['[{ if: "grade == \'L4\'", then: t0 + 1h }, { else: t0 + 24h }]', '11 09:00'],
    ['[{ if: "grade == \'L4\'", then: t0 + 1h }]', 'none'],
  ])('%s', (due, expected) => {
    expect(dueOf(due)).toBe(expected)
  })

  it.each([
    ['planned: inside', '09:00', '18:00', false, '15:00'],
    ['planned: the rest goes on the next morning', '12:00', '14:00', false, '12 14:00'],
    ['hard: day and night', '12:00', '14:00', true, '15:00'],
  ])('service hours, %s', (_case, from, to, hard, expected) => {
    expect(dueOf('t0 + 6h', { head: 'dues: service-hours', serviceHours: { from, to }, hard })).toBe(expected)
  })
})

describe('a due counted from another step', () => {
  const plan = playbook(`
- task: pay
  role: finance
  at: paid_at
  form: { paid_at: { type: datetime, required: false } }
- { task: tell, role: cs-agent, due: pay + 1h }
`)
  it.each([
    ['its business instant', { paid_at: '2027-03-10T08:30:00+08:00' }, '09:30'],
    ['its completion when it has none', {}, '11:15'],
  ])('%s', (_case, answers, due) => {
    const run = new DrivenRun(plan)
    expect(run.step('tell.1').dueAt).toBeNull()
    run.complete('fay: finance', 'pay', '10:15', answers)
    expect(clockOf(run.step('tell.1').dueAt ?? '')).toBe(due)
  })

  it('its last repetition when it repeats', () => {
    const repeated = playbook(
      `
- { task: pay, role: finance, repeat: { each: names, as: name } }
- { task: tell, role: cs-agent, due: pay + 1h }
`,
      'launch: { names: { type: list, item: text } }',
    )
    const run = new DrivenRun(repeated, { inputs: { names: ['a', 'b'] } })
    run.done('fay: finance', { type: 'complete', stepKey: 'pay:2.1', answers: {} }, '10:05')
    run.done('fay: finance', { type: 'complete', stepKey: 'pay:1.1', answers: {} }, '10:35')
    expect(clockOf(run.step('tell.1').dueAt ?? '')).toBe('11:35')
  })
})

describe('slots of a list', () => {
  const plan = playbook(
    '[{ task: show, role: host, escalation: live, repeat: { each: lineup, as: item, from: S + 5m, slot: minutes } }]',
    'launch: { start_at: { type: datetime }, lineup: { type: rows, columns: { sku: { type: sku }, price: { type: money } } }, minutes: { type: int } }\nanchors: { S: start_at }',
  )
  const lineup = (...rows: [string, number][]) => rows.map(([sku, price]) => ({ sku, price }))
  it('each entry has its own, a slot after the one before', () => {
    const run = new DrivenRun(plan, {
      inputs: { start_at: '2027-03-10T20:00:00+08:00', minutes: 15, lineup: lineup(['A', 1], ['B', 2], ['C', 3]) },
    })
    expect(Object.values(run.run.steps).map((step) => [step.key, step.item, clockOf(step.gridAt ?? '')])).toEqual([
      ['show:1.1', { sku: 'A', price: 1 }, '20:05'],
      ['show:2.1', { sku: 'B', price: 2 }, '20:20'],
      ['show:3.1', { sku: 'C', price: 3 }, '20:35'],
    ])
  })
})

describe('a row corrected in a list', () => {
  const plan = playbook(`
- { task: pick, role: planner, form: { lineup: { type: rows, columns: { sku: { type: sku }, price: { type: money } } } } }
- { task: show, role: host, repeat: { each: lineup, as: item } }
`)
  it('what has begun with it stays its; the others follow', () => {
    const run = new DrivenRun(plan)
    const row = (sku: string, price: number) => ({ sku, price })
    run.complete('pia: planner', 'pick', '10:05', { lineup: [row('A', 1), row('B', 2)] })
    run.done('hal: host', { type: 'complete', stepKey: 'show:1.1', answers: {} }, '10:10')
    const lineup = [row('A', 9), row('B', 2), row('C', 3)]
    run.done(lead, { type: 'revise', stepId: 'pick', answers: { lineup }, reason: 'price of A' }, '10:15')
    expect(
      Object.values(run.run.steps)
        .slice(1)
        .map((step) => [step.key, step.status, step.item]),
    ).toEqual([
      ['show:1.1', 'done', row('A', 1)],
      ['show:2.1', 'open', row('B', 2)],
      ['show:3.1', 'open', row('C', 3)],
    ])
  })
})
