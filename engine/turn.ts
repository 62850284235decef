import type { ProgramCache } from './expression/evaluate.ts'
import type { CommandEnvelope, RunCommand } from './model/command.ts'
import type { Plan } from './model/plan.ts'
import type { Refusal } from './model/refusal.ts'
import type { Effect, RunEvent } from './model/run-event.ts'
import type { SopRun } from './model/sop-run.ts'
import { decideCommand } from './rules/decide-command.ts'
import { doWhatIsDue } from './rules/escalate-step.ts'
import { refuse } from './rules/refuse.ts'
import { settle } from './rules/settle.ts'
import { ExpressionTrouble } from './run/evaluate-or-throw.ts'
import { Recorder } from './run/recorder.ts'
import { contextOf } from './run/turn-context.ts'

export { agenda, nextWakeAt } from './run/agenda.ts'

/** What one command did to a run. */
export interface Turn {
  run: SopRun | null
  /** Numbered and chained, in order; a refused act may have some as well. */
  events: RunEvent[]
  effects: Effect[]
  /** Keys of the steps these events changed; keys no longer in the run were replaced. */
  changedStepKeys: string[]
  refusal?: Refusal
}

/** Refusals that are facts of their own: an act refused by a duty rule is recorded. */
const recordedRefusals: readonly Refusal['code'][] = [
  'SOD_SELF_APPROVAL',
  'SOD_SAME_PERSON',
  'SOD_LATE_ROLE',
  'SOD_ADMIN_MONEY',
]

/**
 * One turn: what fell due before is done, the command is decided, its consequences are settled. Synchronous, deterministic,
 * and never throws: trouble nobody foresaw undoes the turn and comes back as the refusal EXPRESSION_FAILED or INTERNAL.
 */
export function takeTurn(
  plan: Plan,
  run: SopRun | null,
  envelope: CommandEnvelope,
  now: string,
  programs: ProgramCache,
): Turn {
  // Clocks of hosts may step back on fail-over; a run's own time never does.
  const at = run !== null && run.lastAt > now ? run.lastAt : now
  const turn = new Recorder(contextOf(plan, programs, envelope, at), envelope.sopRunId, run)
  try {
    const refusal = act(turn, envelope.command)
    return finished(turn, refusal)
  } catch (trouble) {
    const refusal = unforeseen(envelope, trouble)
    return { run, events: [], effects: [], changedStepKeys: [], refusal }
  }
}

function act(turn: Recorder, command: RunCommand): Refusal | null {
  if (turn.runOrNull === null && command.type !== 'launch') {
    return refuse('RUN_CLOSED', `Run ${turn.sopRunId} has not been launched.`, {})
  }
  if (command.type !== 'launch') doWhatIsDue(turn, command.type !== 'tick')
  const refusal = decideCommand(turn, command)
  if (refusal && recordedRefusals.includes(refusal.code)) recordRefusal(turn, command, refusal)
  if (!refusal) settle(turn)
  return refusal
}

function recordRefusal(turn: Recorder, command: RunCommand, refusal: Refusal): void {
  const stepKey = 'stepKey' in command ? command.stepKey : undefined
  const stepId =
    'stepId' in command ? command.stepId : stepKey === undefined ? undefined : turn.run.steps[stepKey]?.stepId
  turn.emit({
    type: 'act.refused',
    ...(stepId === undefined ? {} : { stepId }),
    ...(stepKey === undefined ? {} : { stepKey }),
    data: { command: command.type, code: refusal.code, message: refusal.message },
  })
}

function finished(turn: Recorder, refusal: Refusal | null): Turn {
  const changed = new Set<string>()
  for (const event of turn.events) {
    if (event.stepKey !== undefined) changed.add(event.stepKey)
    if (event.type !== 'steps.planned') continue
    for (const item of event.data['steps'] as { key: string }[]) changed.add(item.key)
    for (const key of event.data['replaces'] as string[]) changed.add(key)
  }
  return {
    run: turn.runOrNull,
    events: turn.events,
    effects: turn.effects,
    changedStepKeys: [...changed],
    ...(refusal ? { refusal } : {}),
  }
}

function unforeseen(envelope: CommandEnvelope, trouble: unknown): Refusal {
  const message = trouble instanceof Error ? trouble.message : String(trouble)
  const code = trouble instanceof ExpressionTrouble ? 'EXPRESSION_FAILED' : 'INTERNAL'
  return refuse(code, `The act ${envelope.command.type} was undone: ${message}`, { command: envelope.command.type })
}
