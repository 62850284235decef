import { describe, expect, it } from 'vitest'
import { person } from './driven-run.ts'
import { closed, done, inState, notLead, paused, stale } from './refusal-cases.ts'
import type { RefusalRow } from './refusal-cases.ts'

const rows: RefusalRow[] = [
  ['approve', 'cancelled', 'lin: cs-lead', { type: 'approve', stepId: 'refund' }, closed],
  ['approve', 'paused', 'lin: cs-lead', { type: 'approve', stepId: 'refund' }, paused],
  [
    'approve',
    'launched',
    'lin: cs-lead',
    { type: 'approve', stepId: 'refund' },
    ['APPROVAL_NOT_PENDING', 'Step refund.1 is planned; it waits for no approval.'],
  ],
  [
    'approve',
    'submitted',
    'lin: cs-lead',
    { type: 'approve', stepId: 'refund', level: 2 },
    ['APPROVAL_NOT_PENDING', 'Step refund.1 is submitted; it waits for no approval at level 2.'],
  ],
  [
    'approve',
    'paid',
    'leo: cs-lead',
    { type: 'approve', stepId: 'refund' },
    ['APPROVAL_NOT_PENDING', 'Level 1 of refund.1 was approved by lin at 2027-03-10T02:03:00.000Z.'],
  ],
  [
    'approve',
    'submitted',
    'lin: cs-lead',
    { type: 'approve', stepId: 'refund', expectedRevision: 9 },
    stale('refund.1', 4),
  ],
  [
    'approve',
    'submitted',
    'ann: cs-lead',
    { type: 'approve', stepId: 'refund' },
    [
      'SOD_SELF_APPROVAL',
      'You asked for level 1 of refund.1 yourself; somebody else with the role cs-lead must decide.',
    ],
  ],
  [
    'approve',
    'submitted',
    'wes: warehouse',
    { type: 'approve', stepId: 'refund' },
    ['NOT_A_CANDIDATE', 'Level 1 of refund.1 is decided by cs-lead; you act as warehouse.'],
  ],
  [
    'approve',
    'submitted',
    'nobody',
    { type: 'approve', stepId: 'refund' },
    ['NOT_A_CANDIDATE', 'Level 1 of refund.1 is decided by cs-lead; you act as nobody in this store.'],
  ],
  [
    'reject',
    'submitted',
    'lin: cs-lead',
    { type: 'reject', stepId: 'refund', reason: ' ' },
    ['REASON_NEEDED', 'Say why refund.1 is rejected: send it as `reason`.'],
  ],
  [
    'return',
    'submitted',
    'lin: cs-lead',
    { type: 'return', stepId: 'refund', reason: '' },
    ['REASON_NEEDED', 'Say why refund.1 is returned: send it as `reason`.'],
  ],
  ['skip', 'cancelled', 'lea: lead', { type: 'skip', stepId: 'answer', reason: 'x' }, closed],
  ['skip', 'launched', 'ann: cs-agent', { type: 'skip', stepId: 'answer', reason: 'x' }, notLead('skip a step of')],
  [
    'skip',
    'answered',
    'lea: lead',
    { type: 'skip', stepId: 'answer', reason: 'x' },
    ['NOT_SKIPPABLE', 'Step answer.1 is done; only a step that is planned or open can be skipped.'],
  ],
  [
    'skip',
    'submitted',
    'lea: lead',
    { type: 'skip', stepId: 'refund', reason: 'x' },
    ['NOT_SKIPPABLE', 'Step refund.1 is submitted; only a step that is planned or open can be skipped.'],
  ],
  [
    'skip',
    'launched',
    'lea: lead',
    { type: 'skip', stepId: 'answer', reason: '' },
    ['REASON_NEEDED', 'Say why answer.1 is skipped: send it as `reason`.'],
  ],
  [
    'skip',
    'launched',
    'lea: lead',
    { type: 'skip', stepId: 'answer', reason: 'x', expectedRevision: 9 },
    stale('answer.1', 2),
  ],
  ['reassign', 'cancelled', 'lea: lead', { type: 'reassign', stepId: 'answer', to: 'bob', reason: 'x' }, closed],
  ['reassign', 'paused', 'lea: lead', { type: 'reassign', stepId: 'answer', to: 'bob', reason: 'x' }, paused],
  ['reassign', 'answered', 'lea: lead', { type: 'reassign', stepId: 'answer', to: 'bob', reason: 'x' }, done],
  [
    'reassign',
    'launched',
    'ann: cs-agent',
    { type: 'reassign', stepId: 'answer', to: 'bob', reason: 'x' },
    notLead('reassign a step of'),
  ],
  [
    'reassign',
    'launched',
    'lea: lead',
    { type: 'reassign', stepId: 'answer', to: 'wes', reason: 'x' },
    ['NOT_A_CANDIDATE', 'wes does not hold the role cs-agent in this store; step answer.1 can go to ann, bob.'],
  ],
  [
    'reassign',
    'launched',
    'lea: lead',
    { type: 'reassign', stepId: 'answer', to: 'bob', reason: 'x', expectedRevision: 9 },
    stale('answer.1', 2),
  ],
]

describe('refusals of decisions: approve, reject, return, skip, reassign', () => {
  it.each(rows)('%s, %s, by %s', (_verb, state, by, command, refusal) => {
    const run = inState(state)
    const before = run.run.seq
    expect(run.refused(person(by), command, '10:30')).toEqual(refusal)
    const recorded = run.events.slice(before).map((event) => event.type)
    expect(recorded.filter((type) => type !== 'act.refused' && type !== 'step.submitBlocked')).toEqual([])
  })
})
