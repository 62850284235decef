import { describe, expect, it, test } from 'vitest'
import type { Actor } from '#engine/model/people.ts'
import { at } from '../patterns/story.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, system } from './driven-run.ts'

const money = playbook(`
- task: refund
  role: cs-agent
  form: { amount: { type: money } }
- approval: agree
  ladder: "refund.amount > yuan(50.00) ? ['cs-lead', 'store-manager'] : []"
  requester: refund
`)
const plain = playbook('[{ task: gift, role: cs-agent, form: { what: { type: text } }, approve: [cs-lead] }]')
const approve = { type: 'approve' as const, stepKey: 'agree.1' }
const iso = (clock: string) => new Date(at(clock)).toISOString()
/** 60.00 asked for at 10:05. */
const asked = (by: Actor | string = 'ann: cs-agent') => {
  const run = new DrivenRun(money)
  run.done(by, { type: 'complete', stepId: 'refund', answers: { amount: 60_00 } }, '10:05')
  return run
}
const leader = (personId: string, given: Actor['given']): Actor => ({
  personId,
  roles: ['cs-lead'],
  role: 'cs-lead',
  ...(given ? { given } : {}),
})

describe('whoever stands in for somebody asks together with them', () => {
  const zoe: Actor = { personId: 'zoe', roles: ['cs-agent', 'cs-lead'], onBehalfOf: 'ann' }

  it.each(['zoe: cs-lead', 'ann: cs-lead'])('%s decides about none of it, in a step of its own', (by) => {
    expect(asked(zoe).refused(by, approve, '10:10')?.[0]).toBe('SOD_SELF_APPROVAL')
  })

  it.each(['zoe: cs-lead', 'ann: cs-lead'])('%s decides about none of it, in the step itself', (by) => {
    const run = new DrivenRun(plain)
    run.done(zoe, { type: 'complete', stepId: 'gift', answers: { what: 'mug' } }, '10:05')
    expect(run.refused(by, { type: 'approve', stepId: 'gift' }, '10:10')?.[0]).toBe('SOD_SELF_APPROVAL')
    run.done('lin: cs-lead', { type: 'approve', stepId: 'gift' }, '10:11')
  })
})

describe('a role counts for money when it was held before, and not from the hand of who asked', () => {
  it.each<[string, Actor['given'], string | undefined]>([
    ['held before', [{ at: iso('10:00'), by: 'root' }], undefined],
    ['given that very instant', [{ at: iso('10:05'), by: 'root' }], undefined],
    ['given a moment after', [{ at: iso('10:06'), by: 'root' }], 'SOD_LATE_ROLE'],
    ['given by who asked', [{ at: iso('09:00'), by: 'ann' }], 'SOD_LATE_ROLE'],
    ['by no post at all', [], 'SOD_LATE_ROLE'],
    [
      'twice, one of them well',
      [
        { at: iso('10:06'), by: 'root' },
        { at: iso('09:00'), by: 'root' },
      ],
      undefined,
    ],
    ['nobody looked it up, as in a rehearsal', undefined, undefined],
  ])('%s', (_case, given, code) => {
    expect(asked().refused(leader('lin', given), approve, '10:10')?.[0]).toBe(code)
  })

  it('does not matter where no money is decided about', () => {
    const run = new DrivenRun(plain)
    run.done('ann: cs-agent', { type: 'complete', stepId: 'gift', answers: { what: 'mug' } }, '10:05')
    run.done(leader('lin', [{ at: iso('10:06'), by: 'ann' }]), { type: 'approve', stepId: 'gift' }, '10:10')
  })
})

test('an administrator decides about no money, whatever else they are', () => {
  expect(asked().refused('root: cs-lead, admin', approve, '10:10')?.[0]).toBe('SOD_ADMIN_MONEY')
})

test.each([
  ['SOD_LATE_ROLE', leader('lin', [])],
  ['SOD_ADMIN_MONEY', { personId: 'root', roles: ['cs-lead', 'admin'] }],
])('%s is a fact of the history', (code, actor) => {
  const { events } = asked().send(actor, approve, '10:10')
  expect(events).toMatchObject([{ type: 'act.refused', personId: actor.personId, data: { command: 'approve', code } }])
})

test('of two who approve at once one decides, and the other is told who did', () => {
  const run = asked()
  const pending = { ...approve, level: 1, expectedRevision: run.step('agree.1').revision }
  run.done('lin: cs-lead', pending, '10:10')
  expect(run.refused('leo: cs-lead', pending, '10:10')).toEqual([
    'APPROVAL_NOT_PENDING',
    `Level 1 of agree.1 was approved by lin at ${iso('10:10')}.`,
  ])
})

describe('who loses a role holds no claim on its steps', () => {
  const claimed = () => {
    const run = new DrivenRun(money)
    run.done('ann: cs-agent', { type: 'claim', stepId: 'refund' }, '10:01')
    return run
  }
  const end = (personId: string) => ({ type: 'endClaim' as const, stepKey: 'refund.1', personId })

  it('the step goes back to its candidates, and the history says why', () => {
    const run = claimed()
    const { events } = run.done(system, end('ann'), '10:02')
    expect(events).toMatchObject([
      { type: 'step.released', personId: 'system', data: { from: 'ann', because: 'roleEnded', role: 'cs-agent' } },
    ])
    run.done('bob: cs-agent', { type: 'claim', stepId: 'refund' }, '10:03')
  })

  it("another's claim stays, and so does what is free", () => {
    expect(claimed().refused(system, end('bob'), '10:02')?.[0]).toBe('TASK_NOT_CLAIMED')
    expect(new DrivenRun(money).refused(system, end('ann'), '10:02')?.[0]).toBe('TASK_NOT_CLAIMED')
  })
})
