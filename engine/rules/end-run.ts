import type { JsonObject } from '../model/text.ts'
import { evaluate } from '../expression/evaluate.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { byHandStep } from '../run/by-hand-step.ts'
import { currentInstances, instancesInOrder, isOver } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import type { SopRun } from '../model/sop-run.ts'

/** Ends a run with an outcome: what is still open is cancelled, the KPI record is fixed. */
export function endRun(turn: Recorder, outcome: string): void {
  cancelOpenSteps(turn, `the run ended as ${outcome}`, byHandStep.id)
  if (isPending(turn.run)) turn.emitSystem({ type: 'run.ending', data: { outcome } })
  else completeRun(turn, outcome)
}

/** Ends a run that only waited for what it had asked for. */
export function endWhenStarted(turn: Recorder): void {
  if (turn.run.ending !== null && !isPending(turn.run)) completeRun(turn, turn.run.ending)
}

function completeRun(turn: Recorder, outcome: string): void {
  turn.emitSystem({
    type: 'run.completed',
    data: { outcome, record: recordOf(turn.context, { ...turn.run, outcome }) },
  })
}

/** Whether something is not settled yet that the end must not lose: a playbook to be started, an automation under way or failed. */
function isPending(run: SopRun): boolean {
  return (
    run.children.some((child) => child.status === 'asked') ||
    currentInstances(run, byHandStep.id).some((step) => !isOver(step)) ||
    Object.values(run.steps).some((step) => step.completedAt !== null && step.automationCall !== null && !step.stale)
  )
}

/** Cancels every instance that is not over, planned ones too; `kept` stays. */
export function cancelOpenSteps(turn: Recorder, reason: string, kept?: string): void {
  for (const { step } of instancesInOrder(turn.context.plan, turn.run)) {
    if (isOver(step) || step.completedAt !== null || step.stepId === kept) continue
    turn.emitSystem({ type: 'step.cancelled', stepId: step.stepId, stepKey: step.key, data: { reason } })
  }
}

/** The KPI record as it stands. An entry that cannot be worked out is null: a record must not keep a run from ending. */
export function recordOf(context: Pick<TurnContext, 'plan' | 'programs' | 'now' | 'actor'>, run: SopRun): JsonObject {
  const scope = scopeOf(context, run, { outcome: run.outcome })
  const record: JsonObject = {}
  for (const [name, source] of Object.entries(context.plan.record)) {
    const result = evaluate(context.programs, source, scope)
    record[name] = result.ok ? result.value : null
    scope[name] ??= record[name]
  }
  return record
}
