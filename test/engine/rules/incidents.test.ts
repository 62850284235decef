import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, lead } from './driven-run.ts'

const plan = playbook(
  `
- task: measure
  role: operator
  form: { width: { type: decimal, required: false } }
- decision: sum-up
  set: { wide: width > 10 }
  then: [{ if: '!wide', notify: [ops-lead] }]
- { task: other, role: operator, after: [] }
`,
  'record: { wide: wide, narrow: "!wide" }',
)

describe('an expression that cannot be worked out', () => {
  const stuck = () => {
    const run = new DrivenRun(plan)
    run.done('ann: operator', { type: 'complete', stepId: 'measure', answers: {} }, '10:05')
    return run
  }

  it('parks its step and stops nobody else; no branch is taken', () => {
    const run = stuck()
    expect(run.statuses()).toEqual({ 'measure.1': 'done', 'sum-up.1': 'incident', 'other.1': 'open' })
    expect(run.events.at(-1)).toMatchObject({
      type: 'incident.raised',
      stepKey: 'sum-up.1',
      personId: 'system',
      data: {
        expression: 'width > 10',
        reason:
          "The expression `width > 10` could not be worked out: '>' does not work between nothing (null) and a number. In: width > 10.",
        tell: ['ops-lead'],
      },
    })
    expect(run.run.status).toBe('incident')
    expect(run.refused('ann: operator', { type: 'complete', stepId: 'sum-up', answers: {} }, '10:06')).toEqual([
      'STEP_NOT_OPEN',
      'Step sum-up.1 is incident; a lead must settle its incident first.',
    ])
    run.done('ann: operator', { type: 'complete', stepId: 'other', answers: {} }, '10:07')
    expect(run.run.status).toBe('incident')
  })

  it('once the cause is gone, trying again settles it as if nothing had been', () => {
    const run = stuck()
    run.done(lead, { type: 'revise', stepId: 'measure', answers: { width: 12 }, reason: 'forgot it' }, '10:10')
    run.done(lead, { type: 'retryIncident', stepId: 'sum-up', reason: 'width is there' }, '10:11')
    expect(run.run.values).toMatchObject({ wide: true })
    expect([run.run.status, run.statuses()['sum-up.1']]).toEqual(['running', 'done'])
  })

  it('trying again without a change parks it again', () => {
    const run = stuck()
    run.done(lead, { type: 'retryIncident', stepId: 'sum-up' }, '10:11')
    expect(run.statuses()['sum-up.1']).toBe('incident')
  })

  it('a waived step leaves the run running, and entries of the record that cannot be worked out are null', () => {
    const run = stuck()
    run.done(lead, { type: 'skip', stepId: 'sum-up', reason: 'not needed' }, '10:10')
    expect(run.run.status).toBe('running')
    run.done('ann: operator', { type: 'complete', stepId: 'other', answers: {} }, '10:12')
    expect(run.run.record).toEqual({ wide: null, narrow: null })
  })

  it('in what a person does it is their refusal, and nothing is recorded', () => {
    const own = playbook(
      '[{ task: measure, role: operator, form: { width: { type: decimal, required: false } }, set: { wide: width > 10 } }]',
    )
    const run = new DrivenRun(own)
    const turn = run.send('ann: operator', { type: 'complete', stepId: 'measure', answers: {} }, '10:05')
    expect(turn.refusal).toMatchObject({
      code: 'EXPRESSION_FAILED',
      message:
        "The act complete was undone: The expression `width > 10` could not be worked out: '>' does not work between nothing (null) and a number. In: width > 10.",
    })
    expect([turn.events, run.statuses()]).toEqual([[], { 'measure.1': 'open' }])
  })

  it('trouble in a branch takes back what the step had done before it', () => {
    const branching = playbook(`
- { task: measure, role: operator, form: { width: { type: decimal, required: false } } }
- { milestone: passed, then: [{ notify: [ops-lead] }, { if: width > 10, notify: [ops-lead] }] }
`)
    const run = new DrivenRun(branching)
    run.done('ann: operator', { type: 'complete', stepId: 'measure', answers: {} }, '10:05')
    expect(run.events.map((event) => event.type).slice(4)).toEqual(['incident.raised'])
    expect(run.step('passed.1')).toMatchObject({ status: 'incident', completedAt: null })
    run.done(lead, { type: 'revise', stepId: 'measure', answers: { width: 3 }, reason: 'forgot it' }, '10:10')
    run.done(lead, { type: 'retryIncident', stepId: 'passed' }, '10:11')
    expect(run.events.filter((event) => event.type === 'notice.sent')).toHaveLength(1)
    expect(run.run.status).toBe('completed')
  })
})
