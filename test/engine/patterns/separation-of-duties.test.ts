import { describe, expect, it } from 'vitest'
import { DrivenRun } from '../rules/driven-run.ts'
import { playbook } from './playbook.ts'

const plan = playbook(`
- { task: count, role: warehouse }
- { task: recount, role: warehouse, not_by: [count] }
`)
const counted = () => {
  const run = new DrivenRun(plan)
  run.done('wes: warehouse', { type: 'complete', stepId: 'count', answers: {} }, '10:05')
  return run
}

describe('separation of duties: the recount is done by somebody else', () => {
  it('who counted is refused, and the attempt is recorded', () => {
    const run = counted()
    const turn = run.send('wes: warehouse', { type: 'complete', stepId: 'recount', answers: {} }, '10:10')
    expect([turn.refusal?.code, turn.refusal?.message]).toEqual([
      'SOD_SAME_PERSON',
      'Step recount.1 must be done by somebody else than who completed count.1. Hand it to a colleague.',
    ])
    expect(turn.events).toMatchObject([{ type: 'act.refused', stepId: 'recount', personId: 'wes' }])
    expect(run.statuses()['recount.1']).toBe('open')
  })

  it('so is who acts for them', () => {
    const deputy = { personId: 'zoe', roles: ['warehouse'], onBehalfOf: 'wes' }
    expect(counted().complete(deputy, 'recount', '10:10')?.code).toBe('SOD_SAME_PERSON')
  })

  it('a colleague may', () => {
    expect(counted().complete('wim: warehouse', 'recount', '10:10')).toBeUndefined()
  })
})
