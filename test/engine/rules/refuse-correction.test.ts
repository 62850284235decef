import { describe, expect, it } from 'vitest'
import { person } from './driven-run.ts'
import { closed, inState, notLead, paused, stale } from './refusal-cases.ts'
import type { RefusalRow } from './refusal-cases.ts'

const rows: RefusalRow[] = [
  ['revise', 'cancelled', 'ann: cs-agent', { type: 'revise', stepId: 'answer', answers: {}, reason: 'x' }, closed],
  ['revise', 'paused', 'ann: cs-agent', { type: 'revise', stepId: 'answer', answers: {}, reason: 'x' }, paused],
  [
    'revise',
    'launched',
    'ann: cs-agent',
    { type: 'revise', stepId: 'answer', answers: {}, reason: 'x' },
    ['STEP_NOT_OPEN', 'Step answer.1 is open; only a finished step can be corrected.'],
  ],
  [
    'revise',
    'answered',
    'ann: cs-agent',
    { type: 'revise', stepId: 'answer', answers: {}, reason: ' ' },
    ['REASON_NEEDED', 'Say why answer.1 is corrected: send it as `reason`.'],
  ],
  [
    'revise',
    'answered',
    'wes: warehouse',
    { type: 'revise', stepId: 'answer', answers: {}, reason: 'x' },
    notLead('correct a step of'),
  ],
  [
    'revise',
    'answered',
    'lea: lead',
    { type: 'revise', stepId: 'answer', answers: {}, reason: 'x', expectedRevision: 9 },
    stale('answer.1', 3),
  ],
  [
    'revise',
    'answered',
    'ann: cs-agent',
    { type: 'revise', stepId: 'answer', answers: {}, reason: 'x', expectedRevision: 9 },
    stale('answer.1', 3),
  ],
  [
    'revise',
    'answered',
    'ann: cs-agent',
    { type: 'revise', stepId: 'answer', answers: { words: 1 }, reason: 'x' },
    ['INVALID_ANSWER', '/answers/words: 1 is not a text.'],
  ],
  [
    'revise',
    'answered',
    'ann: cs-agent',
    { type: 'revise', stepId: 'answer', answers: { words: '' }, reason: 'x' },
    ['FORM_BLOCKED', 'answer.1 cannot be corrected so: words (`words`) is required.'],
  ],
  [
    'revise',
    'paid',
    'ann: cs-agent',
    { type: 'revise', stepId: 'refund', answers: { amount: 2_00 }, reason: 'x' },
    [
      'NOT_ALLOWED',
      'Answers of refund.1 that need the approval of cs-lead are corrected by them; ask a cs-lead to correct it.',
    ],
  ],
  ['open', 'cancelled', 'lin: cs-lead', { type: 'open', stepId: 'extra' }, closed],
  ['open', 'paused', 'lin: cs-lead', { type: 'open', stepId: 'extra' }, paused],
  [
    'open',
    'launched',
    'lin: cs-lead',
    { type: 'open', stepId: 'nix' },
    ['STEP_UNKNOWN', 'small-work has no step "nix".'],
  ],
  [
    'open',
    'launched',
    'lin: cs-lead',
    { type: 'open', stepId: 'answer' },
    ['STEP_NOT_ON_DEMAND', 'Step answer opens in its turn, not by hand.'],
  ],
  [
    'open',
    'opened',
    'lin: cs-lead',
    { type: 'open', stepId: 'extra' },
    ['STEP_ON_DEMAND_SPENT', 'Step extra was opened 1 times already; the playbook allows 1.'],
  ],
  [
    'open',
    'launched',
    'ann: cs-agent',
    { type: 'open', stepId: 'extra' },
    ['NOT_ALLOWED', 'Step extra is opened by cs-lead.'],
  ],
]

describe('refusals of corrections and of steps opened by hand', () => {
  it.each(rows)('%s, %s, by %s', (_verb, state, by, command, refusal) => {
    const run = inState(state)
    const before = run.run.seq
    expect(run.refused(person(by), command, '10:30')).toEqual(refusal)
    const recorded = run.events.slice(before).map((event) => event.type)
    expect(recorded.filter((type) => type !== 'act.refused' && type !== 'step.submitBlocked')).toEqual([])
  })
})
