import { describe, expect, it } from 'vitest'
import type { RunCommand } from '#engine/model/command.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, person } from './driven-run.ts'

const plan = playbook(
  `
- task: answer
  role: cs-agent
  form: { words: { type: text } }
  checklist: [{ zh: 核对, en: Checked }]
- task: refund
  role: cs-agent
  form: { amount: { type: money } }
  approve: cs-lead
- { task: thank, role: cs-agent, opens: t0 + 3d }
- { task: extra, role: cs-agent, on_demand: { by: [cs-lead], at_most: 1 } }
`,
  'launch: { arrived_at: { type: datetime } }\nanchors: { t0: arrived_at }',
)
const answered = { type: 'complete', stepId: 'answer', answers: { words: 'sorry' }, checklist: ['c1'] } as const
const refunding = { type: 'complete', stepId: 'refund', answers: { amount: 1_00 } } as const

/** How far the run is when the command comes. */
const states: Record<string, (run: DrivenRun) => void> = {
  launched: () => undefined,
  claimed: (run) => void run.done('ann: cs-agent', { type: 'claim', stepId: 'answer' }, '10:01'),
  answered: (run) => void run.done('ann: cs-agent', answered, '10:01'),
  submitted: (run) => {
    run.done('ann: cs-agent', answered, '10:01')
    run.done('ann: cs-agent', refunding, '10:02')
  },
  paid: (run) => {
    run.done('ann: cs-agent', answered, '10:01')
    run.done('ann: cs-agent', refunding, '10:02')
    run.done('lin: cs-lead', { type: 'approve', stepId: 'refund' }, '10:03')
  },
  opened: (run) => void run.done('lin: cs-lead', { type: 'open', stepId: 'extra' }, '10:01'),
  paused: (run) => void run.done('lea: lead', { type: 'pause', reason: 'stocktaking' }, '10:01'),
  cancelled: (run) => void run.done('lea: lead', { type: 'cancel', reason: 'fraud' }, '10:01'),
}
const inState = (state: string) => {
  const run = new DrivenRun(plan, {
    inputs: { arrived_at: '2027-03-10T09:00:00+08:00' },
    holders: { 'cs-agent': ['ann', 'bob'] },
  })
  states[state]?.(run)
  return run
}
const closed = [
  'RUN_CLOSED',
  'Run run-1 is cancelled since 2027-03-10T02:01:00.000Z; it takes no more acts. Launch a new run if work is left.',
] as const
const paused = [
  'RUN_PAUSED',
  'Run run-1 is paused since 2027-03-10T02:01:00.000Z; a lead must resume it first.',
] as const
const notLead = (act: string) =>
  ['NOT_ALLOWED', `Only a lead, ops-lead or store-manager, or who launched it, may ${act} run run-1.`] as const
const unknown = ['STEP_UNKNOWN', 'Run run-1 of small-work has no step "nix"; GET the run to see its steps.'] as const
const stale = (key: string, revision: number) =>
  [
    'STALE_REVISION',
    `Step ${key} is at revision ${revision}, not 9: somebody changed it meanwhile. Load it again; what you typed is not lost.`,
  ] as const
const done = ['STEP_ALREADY_DONE', 'Step answer.1 was completed by ann at 2027-03-10T02:01:00.000Z.'] as const
const awaits = ['TASK_AWAITS_APPROVAL', 'Step refund.1 is submitted and waits for the approval of cs-lead.'] as const
const stranger = [
  'NOT_A_CANDIDATE',
  'Step answer.1 falls to the role cs-agent; you act as warehouse. Ask a cs-agent or have it reassigned.',
] as const

type Row = [verb: string, state: string, by: string, command: RunCommand, refusal: readonly [string, string]]
const rows: Row[] = [
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
  ['pause', 'cancelled', 'lea: lead', { type: 'pause', reason: 'x' }, closed],
  ['pause', 'launched', 'ann: cs-agent', { type: 'pause', reason: 'x' }, notLead('pause')],
  ['pause', 'paused', 'lea: lead', { type: 'pause', reason: 'x' }, paused],
  [
    'pause',
    'launched',
    'lea: lead',
    { type: 'pause', reason: '' },
    ['REASON_NEEDED', 'Say why the run is to be paused: send it as `reason`.'],
  ],
  [
    'resume',
    'launched',
    'lea: lead',
    { type: 'resume' },
    ['RUN_NOT_PAUSED', 'Run run-1 is running; only a paused run can be resumed.'],
  ],
  ['resume', 'paused', 'ann: cs-agent', { type: 'resume' }, notLead('resume')],
  ['cancel', 'cancelled', 'lea: lead', { type: 'cancel', reason: 'x' }, closed],
  ['cancel', 'launched', 'ann: cs-agent', { type: 'cancel', reason: 'x' }, notLead('cancel')],
  [
    'cancel',
    'launched',
    'lea: lead',
    { type: 'cancel', reason: ' ' },
    ['REASON_NEEDED', 'Say why the run is to be cancelled: send it as `reason`.'],
  ],
  [
    'moveAnchor',
    'cancelled',
    'lea: lead',
    { type: 'moveAnchor', anchor: 't0', to: '2027-03-11T09:00:00+08:00', reason: 'x' },
    closed,
  ],
  [
    'moveAnchor',
    'launched',
    'ann: cs-agent',
    { type: 'moveAnchor', anchor: 't0', to: '2027-03-11T09:00:00+08:00', reason: 'x' },
    notLead('move the anchor of'),
  ],
  [
    'moveAnchor',
    'launched',
    'lea: lead',
    { type: 'moveAnchor', anchor: 'T', to: '2027-03-11T09:00:00+08:00', reason: 'x' },
    ['ANCHOR_UNKNOWN', 'small-work has no anchor "T"; it has t0.'],
  ],
  [
    'moveAnchor',
    'launched',
    'lea: lead',
    { type: 'moveAnchor', anchor: 't0', to: '2027-02-30T09:00:00+08:00', reason: 'x' },
    [
      'INVALID_ANSWER',
      '"2027-02-30T09:00:00+08:00" is not an instant that exists; write it as 2027-03-18T20:30:00+08:00.',
    ],
  ],
  ['retryIncident', 'cancelled', 'lea: lead', { type: 'retryIncident', stepId: 'answer' }, closed],
  [
    'receiveEvent',
    'cancelled',
    'system',
    { type: 'receiveEvent', eventId: 'e', eventType: 'parcel.received', key: null, data: {} },
    closed,
  ],
  [
    'addEvidence',
    'cancelled',
    'ann: cs-agent',
    { type: 'addEvidence', stepId: 'answer', evidenceId: 'e1', sha256: 'ab', mediaType: 'image/png', bytes: 3 },
    closed,
  ],
  [
    'comment',
    'launched',
    'ann: cs-agent',
    { type: 'comment', text: ' ' },
    ['INVALID_ANSWER', 'A comment needs a text.'],
  ],
  [
    'comment',
    'launched',
    'ann: cs-agent',
    { type: 'comment', stepKey: 'nix.1', text: 'hm' },
    ['STEP_UNKNOWN', 'Run run-1 has no step "nix.1".'],
  ],
]

describe('refusals: a stable code and one sentence with the thing, the reason and the way out', () => {
  it.each(rows)('%s, %s, by %s', (_verb, state, by, command, refusal) => {
    const run = inState(state)
    const before = run.run
    expect(run.refused(person(by), command, '10:30')).toEqual(refusal)
    const told = run.events.slice(before.seq).map((event) => event.type)
    expect(told.filter((type) => type !== 'act.refused' && type !== 'step.submitBlocked')).toEqual([])
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

  it('nothing reaches a run before its launch', () => {
    const refused = new DrivenRun(plan, { inputs: {} })
    expect(refused.refused('ann: cs-agent', answered, '10:05')).toEqual([
      'RUN_CLOSED',
      'Run run-1 has not been launched.',
    ])
  })

  it('a run is launched once', () => {
    const run = inState('launched')
    const launch = { ...run.events[0]?.data, type: 'launch' } as unknown as RunCommand
    expect(run.refused('lea: lead', launch, '10:05')).toEqual(['RUN_EXISTS', 'Run run-1 is launched already.'])
  })
})
