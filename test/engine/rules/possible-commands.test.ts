import { describe, expect, it } from 'vitest'
import { possibleCommands, possibleRunCommands } from '#engine/rules/possible-commands.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, person } from './driven-run.ts'

const plan = playbook(`
- { task: refund, role: cs-agent, approve: cs-lead }
- { approval: allow, requester: refund, by: store-manager }
- { task: thank, role: cs-agent, not_by: [refund] }
`)
const now = '2027-03-10T03:00:00.000Z'
const shown = (run: DrivenRun, key: string, by: string, level?: number) =>
  Object.fromEntries(
    possibleCommands(plan, run.run, key, person(by), now, level).map((item) => [
      item.type,
      item.allowed ? 'yes' : item.reason?.code,
    ]),
  )
const submitted = () => {
  const run = new DrivenRun(plan, { holders: { 'cs-agent': ['ann', 'bob'] } })
  run.complete('ann: cs-agent', 'refund', '10:05')
  return run
}

describe('what a page may offer, and why not the rest', () => {
  it('an open step, to a candidate, a lead and a stranger', () => {
    const run = new DrivenRun(plan)
    expect(shown(run, 'refund.1', 'ann: cs-agent')).toEqual({
      claim: 'yes',
      release: 'TASK_NOT_CLAIMED',
      complete: 'yes',
      skip: 'NOT_ALLOWED',
      reassign: 'NOT_ALLOWED',
      nudge: 'NOT_ALLOWED',
      revise: 'STEP_NOT_OPEN',
    })
    expect(shown(run, 'refund.1', 'lea: lead')).toMatchObject({
      claim: 'NOT_A_CANDIDATE',
      skip: 'yes',
      reassign: 'yes',
    })
    expect(shown(run, 'refund.1', 'zoe')).toMatchObject({ claim: 'NOT_A_CANDIDATE', complete: 'NOT_A_CANDIDATE' })
  })

  it('a level of an approval', () => {
    expect(shown(submitted(), 'refund.1', 'lin: cs-lead', 1)).toEqual({
      approve: 'yes',
      reject: 'yes',
      return: 'yes',
      nudge: 'NOT_ALLOWED',
    })
    expect(shown(submitted(), 'refund.1', 'ann: cs-lead', 1)).toMatchObject({ approve: 'SOD_SELF_APPROVAL' })
    expect(shown(submitted(), 'refund.1', 'lin: cs-lead', 2)).toMatchObject({ approve: 'APPROVAL_NOT_PENDING' })
  })

  it('an approval step, and a step somebody else must do', () => {
    const run = submitted()
    run.done('lin: cs-lead', { type: 'approve', stepId: 'refund' }, '10:10')
    expect(shown(run, 'allow.1', 'mei: store-manager')).toMatchObject({ approve: 'yes', reject: 'yes', return: 'yes' })
    run.done('mei: store-manager', { type: 'approve', stepId: 'allow' }, '10:15')
    expect(shown(run, 'thank.1', 'ann: cs-agent')).toMatchObject({ claim: 'yes', complete: 'SOD_SAME_PERSON' })
    expect(shown(run, 'thank.1', 'bob: cs-agent')).toMatchObject({ complete: 'yes' })
  })

  it('nothing of a step that is not there', () => {
    expect(shown(submitted(), 'nix.1', 'lea: lead')).toEqual({})
  })

  it('the run as a whole', () => {
    const offered = (run: DrivenRun, by: string) =>
      possibleRunCommands(plan, run.run, person(by), now)
        .filter((item) => item.allowed)
        .map((item) => item.type)
    const run = new DrivenRun(plan)
    expect(offered(run, 'lea: lead')).toEqual(['pause', 'cancel', 'comment'])
    expect(offered(run, 'ann: cs-agent')).toEqual(['comment'])
    run.done('lea: lead', { type: 'pause', reason: 'x' }, '10:05')
    expect(offered(run, 'lea: lead')).toEqual(['resume', 'cancel', 'comment'])
  })
})
