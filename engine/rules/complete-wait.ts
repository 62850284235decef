import type { StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { readAnswers } from '../form/read-answers.ts'
import { holds, textOrNull } from '../run/evaluate-or-throw.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { workForm } from './complete-step.ts'
import { finishStep } from './finish-step.ts'

/** Ends a wait when what it waits for is already known: an event that came early, or facts that say so. */
export function completeWait(turn: Recorder, plan: StepPlan, step: Step): void {
  const early = turn.run.received.find((event) => matchesWait(turn, plan, event))
  if (early) {
    endWait(turn, plan, step, early.data, { takenAt: early.at, eventType: early.eventType, key: early.key })
    return
  }
  const until = plan.wait?.until
  if (until !== undefined && holds(turn.context, until, scopeOf(turn.context, turn.run))) {
    const { answers } = workForm(turn.context, turn.run, plan, step, {}, {})
    finishStep(turn, plan, step, { answers, by: null, system: true, late: isLate(turn, step) })
  }
}

/** Whether an outside event is the one a waiting step waits for: same type and, when it correlates, same key. */
export function matchesWait(
  turn: Recorder,
  plan: StepPlan,
  event: Pick<SopRun['received'][number], 'eventType' | 'key'>,
): boolean {
  if (plan.wait === null || plan.wait.event !== event.eventType) return false
  if (plan.wait.correlate === undefined || event.key === null) return true
  const expected = textOrNull(turn.context, plan.wait.correlate, scopeOf(turn.context, turn.run))
  return expected === null || expected === event.key
}

/** Ends a wait by an event: data that fit the form become answers, the rest stays in the event. */
export function endWait(turn: Recorder, plan: StepPlan, step: Step, data: JsonObject, origin: JsonObject): void {
  const known: JsonObject = {}
  for (const field of plan.form) if (data[field.name] !== undefined) known[field.name] = data[field.name]!
  const read = readAnswers(plan.form, known)
  const received = { type: 'external.received' as const, stepId: step.stepId, stepKey: step.key }
  // What was kept was received by nobody of this turn.
  if (origin['takenAt'] === undefined) turn.emit({ ...received, data: { ...origin, data } })
  else turn.emitSystem({ ...received, data: { ...origin, data } })
  const { answers } = workForm(turn.context, turn.run, plan, turn.run.steps[step.key]!, read.answers, {})
  finishStep(turn, plan, turn.run.steps[step.key]!, { answers, by: null, system: true, late: isLate(turn, step) })
}

function isLate(turn: Recorder, step: Step): boolean {
  return step.dueAt !== null && turn.context.now > step.dueAt
}
