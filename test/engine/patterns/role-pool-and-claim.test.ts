import { describe, expect, it } from 'vitest'
import { DrivenRun } from '../rules/driven-run.ts'
import { playbook } from './playbook.ts'

const plan = playbook('[{ task: answer, role: cs-agent }, { task: thank, role: cs-agent }]')

describe('role-based distribution, offer to several, claim', () => {
  it('the pool is told; the first to claim has it, the others are told who', () => {
    const run = new DrivenRun(plan)
    const to = { roles: ['cs-agent'], persons: [], except: [] }
    expect(run.effects).toEqual([
      { kind: 'notify', stepKey: 'answer.1', seq: 3, ...to, notice: 'step.opened', urgent: false },
    ])
    run.done('ann: cs-agent', { type: 'claim', stepId: 'answer' }, '10:05')
    expect(run.step('answer.1')).toMatchObject({ status: 'claimed', assignee: 'ann' })
    expect(run.refused('bob: cs-agent', { type: 'claim', stepId: 'answer' }, '10:06')).toEqual([
      'TASK_CLAIMED',
      'Step answer.1 is claimed by ann; ask them to release it or have a lead reassign it.',
    ])
  })

  it('completing without claiming is claiming and completing at once', () => {
    const run = new DrivenRun(plan)
    run.done('bob: cs-agent', { type: 'complete', stepId: 'answer', answers: {} }, '10:05')
    expect(run.step('answer.1')).toMatchObject({ status: 'done', completedBy: 'bob' })
  })

  it('authorization: who does not hold the role is refused', () => {
    expect(new DrivenRun(plan).refused('wes: warehouse', { type: 'claim', stepId: 'answer' }, '10:05')).toEqual([
      'NOT_A_CANDIDATE',
      'Step answer.1 falls to the role cs-agent; you act as warehouse. Ask a cs-agent or have it reassigned.',
    ])
  })
})

describe('direct distribution: people named at launch', () => {
  const named = () => new DrivenRun(plan, { roster: { 'cs-agent': ['ann', 'cem'] } })

  it('they alone are told', () => {
    expect(named().effects).toMatchObject([{ roles: [], persons: ['ann', 'cem'] }])
  })

  it('they alone may act, also through who acts for them', () => {
    const run = named()
    expect(run.refused('bob: cs-agent', { type: 'claim', stepId: 'answer' }, '10:05')?.[0]).toBe('NOT_A_CANDIDATE')
    const deputy = { personId: 'bob', roles: ['cs-agent'], onBehalfOf: 'ann' }
    run.done(deputy, { type: 'complete', stepId: 'answer', answers: {} }, '10:06')
    expect(run.events.findLast((event) => event.type === 'step.completed')).toMatchObject({
      personId: 'bob',
      onBehalfOf: 'ann',
    })
    run.done('cem: cs-agent', { type: 'complete', stepId: 'thank', answers: {} }, '10:07')
    expect(run.run.status).toBe('completed')
  })
})

describe('deallocation and reallocation', () => {
  it('what is released goes back to the pool', () => {
    const run = new DrivenRun(plan)
    run.done('ann: cs-agent', { type: 'claim', stepId: 'answer' }, '10:05')
    run.done('ann: cs-agent', { type: 'release', stepId: 'answer' }, '10:06')
    expect(run.step('answer.1')).toMatchObject({ status: 'open', assignee: null })
    run.done('bob: cs-agent', { type: 'claim', stepId: 'answer' }, '10:07')
  })

  it('a lead hands it to another person, who is told and may finish it', () => {
    const run = new DrivenRun(plan, { holders: { 'cs-agent': ['ann', 'bob'] } })
    run.done('ann: cs-agent', { type: 'claim', stepId: 'answer' }, '10:05')
    const turn = run.done(
      'omar: ops-lead',
      { type: 'reassign', stepId: 'answer', to: 'bob', reason: 'ann is ill' },
      '10:06',
    )
    expect(turn.events).toMatchObject([
      { type: 'step.assigned', personId: 'omar', data: { from: 'ann', to: 'bob', reason: 'ann is ill' } },
    ])
    expect(turn.effects).toMatchObject([{ kind: 'notify', persons: ['bob', 'ann'], notice: 'step.assigned' }])
    expect(run.complete('ann: cs-agent', 'answer', '10:07')?.code).toBe('TASK_CLAIMED')
    expect(run.complete('bob: cs-agent', 'answer', '10:08')).toBeUndefined()
  })
})
