import type { Complete, RunCommand } from '#engine/model/command.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun } from './driven-run.ts'

export const plan = playbook(
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
export const answered: Complete = {
  type: 'complete',
  stepId: 'answer',
  answers: { words: 'sorry' },
  checklist: ['c1'],
}
export const refunding: Complete = { type: 'complete', stepId: 'refund', answers: { amount: 1_00 } }

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
export const inState = (state: string) => {
  const run = new DrivenRun(plan, {
    inputs: { arrived_at: '2027-03-10T09:00:00+08:00' },
    holders: { 'cs-agent': ['ann', 'bob'] },
  })
  states[state]?.(run)
  return run
}
export const closed = [
  'RUN_CLOSED',
  'Run run-1 is cancelled since 2027-03-10T02:01:00.000Z; it takes no more acts. Launch a new run if work is left.',
] as const
export const paused = [
  'RUN_PAUSED',
  'Run run-1 is paused since 2027-03-10T02:01:00.000Z; a lead must resume it first.',
] as const
export const notLead = (act: string) =>
  ['NOT_ALLOWED', `Only a lead, ops-lead or store-manager, or who launched it, may ${act} run run-1.`] as const
export const unknown = [
  'STEP_UNKNOWN',
  'Run run-1 of small-work has no step "nix"; GET the run to see its steps.',
] as const
export const stale = (key: string, revision: number) =>
  [
    'STALE_REVISION',
    `Step ${key} is at revision ${revision}, not 9: somebody changed it meanwhile. Load it again; what you typed is not lost.`,
  ] as const
export const done = ['STEP_ALREADY_DONE', 'Step answer.1 was completed by ann at 2027-03-10T02:01:00.000Z.'] as const
export const awaits = [
  'TASK_AWAITS_APPROVAL',
  'Step refund.1 is submitted and waits for the approval of cs-lead.',
] as const
export const stranger = [
  'NOT_A_CANDIDATE',
  'Step answer.1 falls to the role cs-agent; you act as warehouse. Ask a cs-agent or have it reassigned.',
] as const

/** What is asked of a run in a state, by whom, and the code and sentence of the answer. */
export type RefusalRow = [
  verb: string,
  state: string,
  by: string,
  command: RunCommand,
  refusal: readonly [string, string],
]
