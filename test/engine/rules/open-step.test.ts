import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { at, clockOf, completes, statuses, story, told } from '../patterns/story.ts'
import { DrivenRun, lead } from './driven-run.ts'

describe('how a step opens', () => {
  it('one without a role is the system’s: done as its turn comes', () => {
    const plan = playbook('[{ cue: lights, set: { lit: true } }, { task: start, role: host, when: lit }]')
    expect(statuses(told(plan, []))).toEqual(['lights.1 done', 'start.1 open'])
  })

  it('its role may hang on the case', () => {
    const plan = playbook(
      "[{ task: recover, role: [{ if: from == 'supplier', then: buyer }, { else: cs-lead }] }]",
      'launch: { from: { type: enum, of: [supplier, customer] } }',
    )
    const role = (from: string) => new DrivenRun(plan, { inputs: { from } }).step('recover.1').role
    expect([role('supplier'), role('customer')]).toEqual(['buyer', 'cs-lead'])
  })

  it('it is held back until its instant, also when that becomes known late', () => {
    const plan = playbook(`
- { task: agree, role: cs-agent, form: { call_at: { type: datetime } } }
- { task: call, role: cs-agent, opens: agree.call_at, due: open + 30m }
`)
    const played = told(plan, [completes('10:05', 'cs-agent', 'agree', { call_at: at('14:00') })], {
      until: at('15:00'),
    })
    expect(story(played, 'step.opened')).toEqual(['10:00 step.opened agree.1', '14:00 step.opened call.1'])
    expect(clockOf(played.steps[1]?.dueAt ?? '')).toBe('14:30')
  })

  it('a branch may open an on-demand step', () => {
    const plan = playbook(`
- { task: stream, role: host, form: { trouble: { type: bool } }, then: [{ if: trouble, open: repair, notify: [tech] }] }
- { task: repair, role: tech, on_demand: {} }
- { task: end, role: host }
`)
    const played = told(plan, [completes('10:05', 'host', 'stream', { trouble: true })])
    expect(statuses(played)).toEqual(['stream.1 done', 'repair:1.1 open', 'end.1 open'])
    expect(played.events.find((event) => event.type === 'branch.taken')?.data).toMatchObject({ open: 'repair' })
  })

  it('completing an on-demand step that is not open opens it first', () => {
    const plan = playbook('[{ task: stream, role: host }, { task: note, role: host, on_demand: { by: [host] } }]')
    const played = told(plan, [completes('10:05', 'host', 'note'), completes('10:06', 'host', 'note')])
    expect(statuses(played)).toEqual(['stream.1 open', 'note:1.1 done', 'note:2.1 done'])
  })
})

describe('what is done again has at least a day (R-REWORK)', () => {
  const plan = playbook(
    `
- { task: write, role: operator, due: t0 + 4h }
- { task: ship, role: warehouse, hard_due: t0 + 5h }
- { task: check, role: compliance, due: open + 1h, then: [{ return_to: write, at_most: 1 }] }
`,
    'launch: { arrived_at: { type: datetime } }\nanchors: { t0: arrived_at }',
  )
  it('planned dues move, hard ones and those counted from the opening do not', () => {
    const played = told(
      plan,
      [
        completes('10:05', 'operator', 'write'),
        completes('10:10', 'warehouse', 'ship'),
        completes('10:20', 'compliance', 'check'),
        completes('10:30', 'operator', 'write'),
        completes('10:40', 'warehouse', 'ship'),
      ],
      { inputs: { arrived_at: at('09:00') } },
    )
    const dues = played.steps.map((step) => `${step.key} ${clockOf(step.dueAt ?? '')}`)
    expect(dues).toEqual([
      'write.1 13:00',
      'write.2 11 10:20',
      'ship.1 14:00',
      'ship.2 14:00',
      'check.1 11:10',
      'check.2 11:40',
    ])
  })
})

describe('a correction that changes whose work it is', () => {
  const plan = playbook(`
- { task: grade, role: complaint-handler, form: { grave: { type: bool } } }
- { task: solve, role: [{ if: grave, then: store-manager }, { else: complaint-handler }] }
`)
  it('hands the open step to its new owner; one that fell to a superior by time stays', () => {
    const run = new DrivenRun(plan)
    run.complete('cas: complaint-handler', 'grade', '10:05', { grave: false })
    run.done('cas: complaint-handler', { type: 'claim', stepId: 'solve' }, '10:06')
    run.done(lead, { type: 'revise', stepId: 'grade', answers: { grave: true }, reason: 'press' }, '10:10')
    expect(run.step('solve.1')).toMatchObject({ role: 'store-manager', assignee: null, status: 'open' })
    expect(run.effects.at(-1)).toMatchObject({ kind: 'notify', roles: ['store-manager'], notice: 'step.assigned' })
    run.done(lead, { type: 'revise', stepId: 'grade', answers: { grave: true }, reason: 'again' }, '10:11')
    expect(run.step('solve.1').role).toBe('store-manager')
  })
})

describe('pausing while an approval is pending', () => {
  it.each([
    ['a planned one moves with its reminder', 'due: open + 5h', '13:30', '13:06'],
    ['one of a hard step does not', 'hard_due: open + 5h', '12:00', '11:40'],
  ])('%s', (_case, due, expected, reminded) => {
    const plan = playbook(`[{ task: pay, role: finance, ${due}, approve: { by: store-manager, within: 2h } }]`)
    const run = new DrivenRun(plan)
    run.complete('fay: finance', 'pay', '10:00')
    run.done(lead, { type: 'pause', reason: 'x' }, '10:10')
    run.done(lead, { type: 'resume' }, '11:40')
    run.runTo('14:00')
    expect(clockOf(run.step('pay.1').approvals[0]?.dueAt ?? '')).toBe(expected)
    const [first] = run.events.filter((event) => event.type === 'step.reminded')
    expect(clockOf(first?.at ?? '')).toBe(reminded)
  })
})

describe('expressions of the wrong kind are trouble, never a silent choice', () => {
  it('a ladder that gives no list', () => {
    const plan = playbook(
      '[{ task: ask, role: cs-agent, form: { way: { type: record } }, approve: { ladder: ask.way.roles } }]',
    )
    const run = new DrivenRun(plan)
    expect(run.complete('ann: cs-agent', 'ask', '10:05', { way: { roles: 'cs-lead' } })?.message).toBe(
      'The act complete was undone: The expression `ask.way.roles` could not be worked out: it gives no list of roles.',
    )
  })

  it('a repetition over what is no list', () => {
    const plan = playbook(`
- { task: pick, role: operator, form: { box: { type: record } } }
- { task: review, role: operator, repeat: { each: pick.box.skus, as: sku } }
`)
    const run = new DrivenRun(plan)
    run.complete('lars: operator', 'pick', '10:05', { box: { skus: 'A' } })
    expect(run.statuses()['review.1']).toBe('incident')
    expect(run.events.at(-1)?.data['reason']).toBe(
      'The expression `pick.box.skus` could not be worked out: it gives no list.',
    )
  })

  it('a condition that is neither true nor false', () => {
    const plan = playbook(`
- { task: pick, role: operator, form: { box: { type: record } } }
- { task: review, role: operator, when: pick.box.large }
`)
    const run = new DrivenRun(plan)
    run.complete('lars: operator', 'pick', '10:05', { box: { large: 3 } })
    expect(run.events.at(-1)?.data['reason']).toBe(
      'The expression `pick.box.large` could not be worked out: it gives 3, not true or false.',
    )
  })
})
