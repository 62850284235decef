import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { at, clockOf, completes, statuses, story, told } from '../patterns/story.ts'
import { DrivenRun } from './driven-run.ts'

const twoOutcomes = 'outcomes: { done: { zh: 完, en: Done }, refused: { zh: 拒, en: Refused } }'

describe('when a level falls due', () => {
  it.each([
    ['within 2 h', 'approve: { by: cs-lead, within: 2h }', '12:30'],
    ['at the due of the step when that lies more than a day ahead', 'due: open + 5d, approve: cs-lead', '15 10:00'],
    ['else a day after it opened', 'due: open + 1h, approve: cs-lead', '11 10:30'],
    ['without any due a day after it opened', 'approve: cs-lead', '11 10:30'],
  ])('%s', (_case, rule, due) => {
    const plan = playbook(`[{ task: refund, role: cs-agent, ${rule} }]`)
    const played = told(plan, [completes('10:30', 'cs-agent', 'refund')])
    expect(played.steps[0]?.approvals.map((level) => clockOf(level.dueAt ?? ''))).toEqual([due])
  })

  it('each level has its time from its own opening; a late decision is marked, the step itself is not late', () => {
    const plan = playbook('[{ task: refund, role: cs-agent, approve: { by: [cs-lead, store-manager], within: 2h } }]')
    const played = told(plan, [
      completes('10:30', 'cs-agent', 'refund'),
      { at: at('12:31'), by: 'cs-lead', command: 'approve', stepId: 'refund' },
      { at: at('14:31'), by: 'store-manager', command: 'approve', stepId: 'refund' },
    ])
    const step = played.steps[0]
    expect(
      step?.approvals.map((level) => [clockOf(level.openedAt ?? ''), clockOf(level.dueAt ?? ''), level.late]),
    ).toEqual([
      ['10:30', '12:30', true],
      ['12:31', '14:31', false],
    ])
    expect([step?.late, played.run?.counters['steps_overdue']]).toEqual([false, 1])
  })

  it.each([
    ['service hours', 'dues: service-hours', '11 10:00'],
    ['day and night', 'dues: always', '19:00'],
  ])('counted in %s', (_case, head, due) => {
    const plan = playbook('[{ task: refund, role: cs-agent, approve: { by: cs-lead, within: 2h } }]', head)
    const calendar = {
      ...new DrivenRun(plan).run.calendar,
      serviceHours: { from: '09:00', to: '18:00' },
    }
    const played = told(plan, [completes('17:00', 'cs-agent', 'refund')], { calendar })
    expect(clockOf(played.steps[0]?.approvals[0]?.dueAt ?? '')).toBe(due)
  })
})

describe('which levels there are', () => {
  const ladder = playbook(
    `
- task: refund
  role: cs-agent
  form: { amount: { type: money }, margin: { type: percent, required: false } }
  approve:
    by: [ops-lead, { role: store-manager, if: margin != null && margin < params.margin_min }]
    when: amount > yuan(10.00)
  rules:
    - { warn: amount <= yuan(500.00), id: R-MONEY, field: amount, approve: [ops-lead, finance], says: { zh: 多, en: That is much. } }
`,
    'params: { margin_min: { percent: 30 } }',
  )
  it.each<[string, object, object | undefined, string[]]>([
    ['too little to be approved', { amount: 10_00 }, undefined, []],
    ['one', { amount: 10_01 }, undefined, ['ops-lead']],
    ['a condition that holds adds one', { amount: 20_00, margin: 29.9 }, undefined, ['ops-lead', 'store-manager']],
    ['one that does not hold adds none', { amount: 20_00, margin: 30 }, undefined, ['ops-lead']],
    [
      'a warning adds its superiors, each once',
      { amount: 500_01 },
      { amount: 'a big customer' },
      ['ops-lead', 'finance'],
    ],
    ['a reason may go by the rule', { amount: 500_01 }, { 'R-MONEY': 'a big customer' }, ['ops-lead', 'finance']],
  ])('%s', (_case, answers, reasons, roles) => {
    const run = new DrivenRun(ladder)
    run.done(
      'ann: cs-agent',
      { type: 'complete', stepId: 'refund', answers: { ...answers }, reasons: { ...reasons } },
      '10:05',
    )
    expect(run.step('refund.1').approvals.map((level) => level.role)).toEqual(roles)
    expect(run.step('refund.1').status).toBe(roles.length > 0 ? 'submitted' : 'done')
  })

  it('a warning without a reason is asked for one', () => {
    const run = new DrivenRun(ladder)
    expect(run.complete('ann: cs-agent', 'refund', '10:05', { amount: 500_01 })).toMatchObject({
      code: 'REASON_NEEDED',
      message: 'refund can be submitted with a reason: That is much. (R-MONEY)',
    })
  })
})

describe('an approval step', () => {
  const plan = playbook(
    `
- { task: ask, role: cs-agent, form: { amount: { type: money } } }
- approval: allow
  requester: ask
  when: amount > yuan(0)
  ladder: "amount > yuan(100.00) ? ['cs-lead', 'store-manager'] : amount > yuan(50.00) ? ['cs-lead'] : []"
  within: 2h
  set: { allowed: amount }
  then:
    - { rule: paid out, notify: [finance] }
    - { on: rejected, rule: told, notify: [cs-agent] }
- { task: pay, role: finance }
`,
  )
  const asked = (amount: number) => [completes('10:05', 'cs-agent', 'ask', { amount })]
  const verdict = (command: string, reason = 'too much') => ({
    at: at('10:30'),
    by: 'cs-lead',
    command,
    stepId: 'allow',
    reason,
  })

  it('is submitted as it opens, in the name of who asked', () => {
    const played = told(plan, asked(80_00))
    expect(statuses(played)).toEqual(['ask.1 done', 'allow.1 submitted', 'pay.1 planned'])
    expect(played.steps[1]).toMatchObject({ requester: 'cs-agent', approvals: [{ role: 'cs-lead', level: 1 }] })
  })

  it('needs nobody when the ladder names nobody', () => {
    const played = told(plan, asked(50_00))
    expect(played.steps[1]).toMatchObject({ status: 'done', answers: { decision: 'not_needed' }, completedBy: null })
    expect(statuses(played).at(-1)).toBe('pay.1 open')
  })

  it('is skipped by rule when there is nothing to allow', () => {
    expect(statuses(told(plan, asked(0)))[1]).toBe('allow.1 skipped')
  })

  it('approved: its values are set and its branches taken', () => {
    const played = told(plan, [...asked(80_00), verdict('approve', 'fine')])
    expect(played.steps[1]).toMatchObject({
      status: 'done',
      completedBy: 'cs-lead',
      answers: { decision: 'approve', reason: 'fine' },
    })
    expect(played.run?.values).toMatchObject({ allowed: 80_00 })
    expect(played.events.filter((event) => event.type === 'notice.sent').map((event) => event.data['tell'])).toEqual([
      ['finance'],
    ])
  })

  it.each(['reject', 'return'])(
    '%s: no value is set, only what the playbook says of a refusal happens, and who asked asks again',
    (command) => {
      const played = told(plan, [...asked(80_00), verdict(command)])
      expect(played.events.filter((event) => event.type === 'notice.sent').map((event) => event.data['tell'])).toEqual([
        ['cs-agent'],
      ])
      expect(played.run?.values).toEqual({ amount: 80_00 })
      expect(statuses(played)).toEqual([
        'ask.1 done stale',
        'ask.2 open',
        'allow.1 done stale',
        'allow.2 planned',
        'pay.1 planned',
      ])
      expect(played.steps[2]?.answers).toEqual({ decision: command, reason: 'too much' })
      expect(played.steps[2]?.approvals[0]?.decision).toBe(command === 'reject' ? 'rejected' : 'returned')
    },
  )

  it('may be decided by completing it with a decision', () => {
    const decide = (decision: string, reason: string | null) =>
      told(plan, [...asked(80_00), completes('10:30', 'cs-lead', 'allow', { decision, reason })])
    expect(statuses(decide('approve', null))[1]).toBe('allow.1 done')
    expect(statuses(decide('return', 'too much'))[1]).toBe('ask.2 open')
    expect(decide('reject', null).refusals.map((item) => item.detail)).toEqual([
      'Say why allow.1 is rejected: send it as `reason`.',
    ])
  })

  it('completing it without a decision is refused', () => {
    expect(told(plan, [...asked(80_00), completes('10:30', 'cs-lead', 'allow')]).refusals).toMatchObject([
      { code: 'TASK_AWAITS_APPROVAL' },
    ])
  })
})

describe('branches of a verdict inside a task', () => {
  const plan = playbook(
    `
- task: select
  role: merchandiser
  approve: ops-lead
  then:
    - { on: rejected, notify: [store-manager] }
    - { on: rejected, if: select.attempt > 1, rule: twice, end: refused }
    - { on: returned, notify: [data-analyst] }
`,
    twoOutcomes,
  )
  const select = (clock: string) => completes(clock, 'merchandiser', 'select')
  const verdict = (clock: string, command: string) => ({
    at: at(clock),
    by: 'ops-lead',
    command,
    stepId: 'select',
    reason: 'no',
  })

  it('those that only tell or set are taken and the step goes back all the same', () => {
    const played = told(plan, [select('10:05'), verdict('10:10', 'reject')])
    expect(story(played, 'notice.sent', 'step.returned')).toEqual([
      '10:10 notice.sent select.1',
      '10:10 step.returned select.1',
    ])
  })

  it('one that ends the run ends it', () => {
    const played = told(plan, [
      select('10:05'),
      verdict('10:10', 'reject'),
      select('10:20'),
      verdict('10:30', 'reject'),
    ])
    expect(played.outcome).toBe('refused')
    expect(statuses(played)).toEqual(['select.1 cancelled'])
  })

  it('a return has its own', () => {
    const played = told(plan, [select('10:05'), verdict('10:10', 'return')])
    expect(played.events.filter((event) => event.type === 'notice.sent').map((event) => event.data['tell'])).toEqual([
      ['data-analyst'],
    ])
  })
})
