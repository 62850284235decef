import { describe, expect, it } from 'vitest'
import { DrivenRun } from '../rules/driven-run.ts'
import { playbook } from './playbook.ts'

const plan = playbook(`
- task: refund
  role: cs-agent
  form: { amount: { type: money } }
  approve: [cs-lead, store-manager]
`)
const asked = (holders: Record<string, string[]>, by = 'ann: cs-agent') => {
  const run = new DrivenRun(plan, { holders })
  run.done(by, { type: 'complete', stepId: 'refund', answers: { amount: 120_00 } }, '10:05')
  return run
}
const roles = (run: DrivenRun) => run.step('refund.1').approvals.map((level) => `${level.plannedRole} > ${level.role}`)
const team = { 'cs-agent': ['ann'], 'cs-lead': ['lin', 'leo'], 'store-manager': ['mei'] }

describe('R-4EYES: nobody approves what they asked for', () => {
  it('two levels, one after the other, two persons; then the step is done in the name of who submitted it', () => {
    const run = asked(team)
    expect(run.statuses()).toEqual({ 'refund.1': 'submitted' })
    expect(run.refused('mei: store-manager', { type: 'approve', stepId: 'refund', level: 2 }, '10:10')?.[0]).toBe(
      'APPROVAL_NOT_PENDING',
    )
    run.done('lin: cs-lead', { type: 'approve', stepId: 'refund' }, '10:10')
    run.done('mei: store-manager', { type: 'approve', stepId: 'refund' }, '10:20')
    expect(run.step('refund.1')).toMatchObject({ status: 'done', completedBy: 'ann', answers: { amount: 120_00 } })
    expect(run.step('refund.1').approvals.map((level) => [level.decision, level.by])).toEqual([
      ['approved', 'lin'],
      ['approved', 'mei'],
    ])
  })

  it.each([
    ['the requester who also leads', 'lin: cs-lead', 'SOD_SELF_APPROVAL'],
    [
      'somebody acting for the requester',
      { personId: 'zoe', roles: ['cs-lead'], onBehalfOf: 'lin' },
      'SOD_SELF_APPROVAL',
    ],
    ['a stranger to the role', 'wes: warehouse', 'NOT_A_CANDIDATE'],
  ])('%s is refused', (_who, by, code) => {
    const run = asked(team, 'lin: cs-agent')
    expect(run.refused(by, { type: 'approve', stepId: 'refund' }, '10:10')?.[0]).toBe(code)
  })

  it('an attempt to approve oneself is a fact of the history', () => {
    const run = asked(team, 'lin: cs-agent')
    const turn = run.send('lin: cs-lead', { type: 'approve', stepKey: 'refund.1' }, '10:10')
    expect(turn.events).toMatchObject([
      {
        type: 'act.refused',
        stepId: 'refund',
        stepKey: 'refund.1',
        personId: 'lin',
        data: {
          command: 'approve',
          code: 'SOD_SELF_APPROVAL',
          message: 'You asked for level 1 of refund.1 yourself; somebody else with the role cs-lead must decide.',
        },
      },
    ])
    expect(run.run.counters['refused']).toBe(1)
  })

  it('one person decides one level only', () => {
    const run = asked(team)
    run.done('leo: cs-lead, store-manager', { type: 'approve', stepId: 'refund' }, '10:10')
    expect(run.refused('leo: cs-lead, store-manager', { type: 'approve', stepId: 'refund' }, '10:11')).toEqual([
      'SOD_SAME_PERSON',
      'You decided level 1 of refund.1; level 2 needs another person with the role store-manager.',
    ])
  })

  it.each<[string, Record<string, string[]>, string, string[]]>([
    ['several hold the role', team, 'ann: cs-agent', ['cs-lead > cs-lead', 'store-manager > store-manager']],
    [
      'nobody else holds it: the next level decides, and once only',
      { ...team, 'cs-lead': ['ann'] },
      'ann: cs-agent',
      ['cs-lead > store-manager'],
    ],
    [
      'nobody else holds either: somebody must be found for the highest',
      { 'cs-lead': ['ann'], 'store-manager': ['ann'] },
      'ann: cs-agent',
      ['cs-lead > store-manager'],
    ],
    ['nobody knows who holds it', {}, 'ann: cs-agent', ['cs-lead > cs-lead', 'store-manager > store-manager']],
  ])('%s', (_case, holders, by, expected) => {
    expect(roles(asked(holders, by))).toEqual(expected)
  })
})
