import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, lead } from './driven-run.ts'

const plan = playbook('[{ task: refund, role: cs-agent, approve: cs-lead }]')
const nudge = { type: 'nudge', stepId: 'refund' } as const

describe('urging on', () => {
  it('tells everybody who may take it, its holder once it is taken, its approvers once it is submitted', () => {
    const run = new DrivenRun(plan)
    const told = (clock: string) => run.done(lead, nudge, clock).effects
    expect(told('10:01')).toMatchObject([{ notice: 'step.nudged', roles: ['cs-agent'], persons: [] }])
    run.done('ann: cs-agent', { type: 'claim', stepId: 'refund' }, '10:02')
    expect(told('10:11')).toMatchObject([{ notice: 'step.nudged', roles: [], persons: ['ann'] }])
    run.complete('ann: cs-agent', 'refund', '10:12')
    expect(told('10:21')).toMatchObject([{ notice: 'step.nudged', roles: ['cs-lead'], persons: [] }])
    expect(run.events.at(-1)).toMatchObject({ type: 'step.nudged', personId: 'lea', data: { approval: 1 } })
  })

  it('comes once in ten minutes', () => {
    const run = new DrivenRun(plan)
    run.done(lead, nudge, '10:01')
    expect(run.refused('omar: ops-lead', nudge, '10:10')).toEqual([
      'NUDGED_LATELY',
      'Step refund.1 was urged on at 2027-03-10T02:01:00.000Z; it can be again at 2027-03-10T02:11:00.000Z.',
    ])
    run.done('omar: ops-lead', nudge, '10:11')
  })

  it('is for leads and whoever launched it, on what somebody works on', () => {
    const run = new DrivenRun(plan)
    expect(run.refused('ann: cs-agent', nudge, '10:01')?.[0]).toBe('NOT_ALLOWED')
    run.done('lars: operator', nudge, '10:01')
    run.done(lead, { type: 'pause', reason: 'stock-taking' }, '10:02')
    expect(run.refused(lead, nudge, '10:20')?.[0]).toBe('RUN_PAUSED')
    run.done(lead, { type: 'resume' }, '10:21')
    run.done(lead, { type: 'skip', stepId: 'refund', reason: 'settled by phone' }, '10:22')
    expect(run.refused(lead, { type: 'nudge', stepKey: 'refund.1' }, '10:40')?.[0]).toBe('RUN_CLOSED')
  })

  it('does not disturb whoever is typing: the revision stays', () => {
    const run = new DrivenRun(plan)
    const { revision } = run.step('refund.1')
    run.done(lead, nudge, '10:01')
    expect(run.complete('ann: cs-agent', 'refund', '10:02', {}, { expectedRevision: revision })).toBeUndefined()
    expect(run.soundness()).toMatchObject({ folded: run.run, brokenLink: null })
  })
})
