import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun } from './driven-run.ts'

const plan = playbook(`
- { cue: talk, role: host, tapped_by: [live-operator] }
- { cue: sing, role: host, tapped_by: [live-operator], after: [] }
- { task: tidy, role: operator, after: talk }
`)
const operator = 'oma: live-operator'
const reopen = (stepId: string) => ({ type: 'reopen' as const, stepId })

describe('a cue tapped by mistake', () => {
  it('goes on when it is taken back within ten seconds; its answers are offered again', () => {
    const run = new DrivenRun(plan)
    run.complete(operator, 'sing', '2027-03-10T03:00:00Z')
    expect(run.refused(operator, reopen('sing'), '2027-03-10T03:00:10Z')).toBeNull()
    const step = run.run.steps['sing.1']!
    expect([step.status, step.completedAt, step.completedBy]).toEqual(['open', null, null])
    expect(run.refused(operator, { type: 'complete', stepId: 'sing', answers: {} }, '2027-03-10T03:00:11Z')).toBeNull()
  })

  it('not later, not by a stranger, not when something has followed, and no other step', () => {
    const run = new DrivenRun(plan)
    run.complete(operator, 'sing', '2027-03-10T03:00:00Z')
    expect(run.refused('zoe: cs-agent', reopen('sing'), '2027-03-10T03:00:05Z')?.[0]).toBe('NOT_A_CANDIDATE')
    expect(run.refused(operator, reopen('sing'), '2027-03-10T03:00:10.001Z')?.[0]).toBe('RETURN_NOT_POSSIBLE')
    expect(run.refused(operator, reopen('talk'), '2027-03-10T03:00:11Z')?.[0]).toBe('RETURN_NOT_POSSIBLE')
    expect(run.refused('ola: operator', reopen('tidy'), '2027-03-10T03:00:12Z')?.[0]).toBe('RETURN_NOT_POSSIBLE')
  })

  it('one that was passed over comes back too', () => {
    const run = new DrivenRun(plan)
    run.done(operator, { type: 'skip', stepId: 'sing', reason: '售罄' }, '2027-03-10T03:00:00Z')
    run.done(operator, reopen('sing'), '2027-03-10T03:00:03Z')
    expect([run.run.steps['sing.1']!.status, run.run.steps['sing.1']!.skippedBecause]).toEqual(['open', null])
  })

  it('only cues are passed over by those who tap them', () => {
    const run = new DrivenRun(plan)
    const skip = (stepId: string) => ({ type: 'skip' as const, stepId, reason: '售罄' })
    expect(run.refused('hana: host', skip('talk'), '2027-03-10T03:00:00Z')?.[0]).toBe('NOT_ALLOWED')
    expect(run.refused(operator, skip('tidy'), '2027-03-10T03:00:00Z')?.[0]).toBe('NOT_ALLOWED')
    expect(run.refused(operator, skip('talk'), '2027-03-10T03:00:00Z')).toBeNull()
  })
})
