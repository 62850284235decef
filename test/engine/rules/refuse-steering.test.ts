import { describe, expect, it } from 'vitest'
import type { RunCommand } from '#engine/model/command.ts'
import { DrivenRun, person } from './driven-run.ts'
import { answered, closed, inState, notLead, paused, plan } from './refusal-cases.ts'
import type { RefusalRow } from './refusal-cases.ts'

const rows: RefusalRow[] = [
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

describe('refusals of what steers or reaches the run as a whole', () => {
  it.each(rows)('%s, %s, by %s', (_verb, state, by, command, refusal) => {
    const run = inState(state)
    const before = run.run.seq
    expect(run.refused(person(by), command, '10:30')).toEqual(refusal)
    const recorded = run.events.slice(before).map((event) => event.type)
    expect(recorded.filter((type) => type !== 'act.refused' && type !== 'step.submitBlocked')).toEqual([])
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
