import { describe, expect, it } from 'vitest'
import { person } from './driven-run.ts'
import {
  answered,
  awaits,
  closed,
  done,
  inState,
  paused,
  refunding,
  stale,
  stranger,
  unknown,
} from './refusal-cases.ts'
import type { RefusalRow } from './refusal-cases.ts'

const rows: RefusalRow[] = [
  ['complete', 'cancelled', 'ann: cs-agent', answered, closed],
  ['complete', 'paused', 'ann: cs-agent', answered, paused],
  ['complete', 'answered', 'bob: cs-agent', answered, done],
  [
    'complete',
    'launched',
    'ann: cs-agent',
    refunding,
    ['STEP_NOT_OPEN', 'Step refund.1 is planned; it waits for answer.'],
  ],
  [
    'complete',
    'paid',
    'ann: cs-agent',
    { type: 'complete', stepId: 'thank', answers: {} },
    ['STEP_NOT_OPEN', 'Step thank.1 is planned; it opens at 2027-03-13T01:00:00.000Z.'],
  ],
  ['complete', 'submitted', 'ann: cs-agent', refunding, awaits],
  [
    'complete',
    'claimed',
    'bob: cs-agent',
    answered,
    ['TASK_CLAIMED', 'Step answer.1 is claimed by ann; ask them to release it or have a lead reassign it.'],
  ],
  ['complete', 'claimed', 'ann: cs-agent', { ...answered, expectedRevision: 9 }, stale('answer.1', 3)],
  ['complete', 'launched', 'wes: warehouse', answered, stranger],
  [
    'complete',
    'launched',
    'nobody',
    answered,
    [
      'NOT_A_CANDIDATE',
      'Step answer.1 falls to the role cs-agent; you act as nobody in this store. Ask a cs-agent or have it reassigned.',
    ],
  ],
  ['complete', 'launched', 'ann: cs-agent', { type: 'complete', stepId: 'nix', answers: {} }, unknown],
  ['complete', 'launched', 'ann: cs-agent', { type: 'complete', stepKey: 'nix', answers: {} }, unknown],
  [
    'complete',
    'launched',
    'ann: cs-agent',
    { ...answered, answers: { word: 'x' } },
    ['UNKNOWN_FIELD', 'answer: /answers/word: this form has no field `word`; it has words.'],
  ],
  [
    'complete',
    'launched',
    'ann: cs-agent',
    { ...answered, answers: { words: 7 } },
    ['INVALID_ANSWER', 'answer: /answers/words: 7 is not a text.'],
  ],
  [
    'complete',
    'launched',
    'ann: cs-agent',
    { ...answered, answers: {} },
    ['FORM_BLOCKED', 'answer cannot be submitted: words (`words`) is required.'],
  ],
  [
    'complete',
    'launched',
    'ann: cs-agent',
    { ...answered, checklist: [] },
    ['FORM_BLOCKED', 'answer cannot be submitted: "Checked" is not ticked yet.'],
  ],
  [
    'complete',
    'launched',
    'ann: cs-agent',
    { type: 'complete', stepId: 'extra', answers: {} },
    ['NOT_ALLOWED', 'Step extra is opened by cs-lead.'],
  ],
  ['claim', 'cancelled', 'ann: cs-agent', { type: 'claim', stepId: 'answer' }, closed],
  ['claim', 'paused', 'ann: cs-agent', { type: 'claim', stepId: 'answer' }, paused],
  ['claim', 'answered', 'ann: cs-agent', { type: 'claim', stepId: 'answer' }, done],
  ['claim', 'submitted', 'ann: cs-agent', { type: 'claim', stepId: 'refund' }, awaits],
  [
    'claim',
    'claimed',
    'ann: cs-agent',
    { type: 'claim', stepId: 'answer' },
    ['TASK_CLAIMED', 'Step answer.1 is already yours.'],
  ],
  [
    'claim',
    'launched',
    'ann: cs-agent',
    { type: 'claim', stepId: 'answer', expectedRevision: 9 },
    stale('answer.1', 2),
  ],
  ['claim', 'launched', 'wes: warehouse', { type: 'claim', stepId: 'answer' }, stranger],
  [
    'claim',
    'launched',
    'ann: cs-agent',
    { type: 'claim', stepId: 'extra' },
    ['STEP_NOT_OPEN', 'Step extra has not been opened in run run-1.'],
  ],
  ['release', 'cancelled', 'ann: cs-agent', { type: 'release', stepId: 'answer' }, closed],
  [
    'release',
    'launched',
    'ann: cs-agent',
    { type: 'release', stepId: 'answer' },
    ['TASK_NOT_CLAIMED', 'Step answer.1 is open, claimed by nobody; there is nothing to release.'],
  ],
  [
    'release',
    'claimed',
    'bob: cs-agent',
    { type: 'release', stepId: 'answer' },
    ['TASK_NOT_YOURS', 'Step answer.1 is claimed by ann; only they or a lead may release it.'],
  ],
  [
    'release',
    'claimed',
    'ann: cs-agent',
    { type: 'release', stepId: 'answer', expectedRevision: 9 },
    stale('answer.1', 3),
  ],
]

describe('refusals of work: complete, claim, release', () => {
  it.each(rows)('%s, %s, by %s', (_verb, state, by, command, refusal) => {
    const run = inState(state)
    const before = run.run.seq
    expect(run.refused(person(by), command, '10:30')).toEqual(refusal)
    const recorded = run.events.slice(before).map((event) => event.type)
    expect(recorded.filter((type) => type !== 'act.refused' && type !== 'step.submitBlocked')).toEqual([])
  })

  it('a submission that a rule blocks is recorded with every finding, what is malformed is not', () => {
    const run = inState('launched')
    run.send('ann: cs-agent', { ...answered, answers: {}, checklist: [] }, '10:05')
    expect(run.events.at(-1)).toMatchObject({
      type: 'step.submitBlocked',
      personId: 'ann',
      data: {
        findings: [
          { code: 'REQUIRED', pointer: '/answers/words', grade: 'block', detail: 'words (`words`) is required.' },
          { code: 'CHECKLIST', pointer: '/checklist/c1', grade: 'block', detail: '"Checked" is not ticked yet.' },
        ],
      },
    })
    expect(run.send('ann: cs-agent', { ...answered, answers: { words: 7 } }, '10:06').events).toEqual([])
  })
})
