import type { EventBody } from '../model/run-event.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { evaluateOrThrow } from '../run/evaluate-or-throw.ts'
import { indexOf } from '../run/plan-index.ts'
import type { Recorder } from '../run/recorder.ts'
import { replan } from '../run/replan.ts'
import { answeredScope } from '../run/answered-scope.ts'
import { askAutomation } from './ask-automation.ts'
import { takeBranches } from './take-branches.ts'

/** How a step ends: its answers, who gets the credit (null = the system) and how the event is recorded. */
export interface Ending {
  answers: JsonObject
  reasons?: Record<string, string>
  /** Person the completion belongs to. */
  by: string | null
  system?: boolean
  /** Silence was the answer. */
  unanswered?: boolean
  /** An approval step refused: no value is set, nothing follows but the branches of the verdict. */
  refused?: boolean
  late: boolean
}

/** Asks one of the automations that follow a completion (1…), if there is one. They run one after the other. */
export function askFollowUp(turn: Recorder, plan: StepPlan, step: Step, call: number): void {
  const what = plan.thenRun[call - 1]
  if (what) askAutomation(turn, plan, step, call, what)
}

/** Completes a step: values are set, follow-up automations asked, branches taken. */
export function finishStep(turn: Recorder, plan: StepPlan, step: Step, ending: Ending): void {
  const before = turn.run
  const body = completion(turn, plan, step, ending)
  if (ending.system === true) turn.emitSystem(body)
  else turn.emit(body)
  // What was worked out from the answers of an earlier visit follows the new ones.
  if (step.visit > 1) replan(turn, before, `${step.key} done again`)
  if (ending.refused === true) return
  askFollowUp(turn, plan, turn.run.steps[step.key]!, 1)
  takeBranches(turn, plan, step.key, ending.unanswered === true ? 'unanswered' : 'completed')
}

function completion(turn: Recorder, plan: StepPlan, step: Step, ending: Ending): EventBody {
  return {
    type: 'step.completed',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      answers: ending.answers,
      reasons: ending.reasons ?? {},
      by: ending.by,
      late: ending.late,
      effectiveAt: businessInstant(turn, plan, ending.answers),
      values: ending.refused === true ? {} : valuesOf(turn, plan, step, ending.answers),
    },
  }
}

/** The instant later clocks run from: the typed business instant where the form has one, else now. */
export function businessInstant(turn: Recorder, plan: StepPlan, answers: JsonObject): string {
  const typed = plan.businessInstant === null ? null : answers[plan.businessInstant]
  return typeof typed === 'string' ? typed : turn.context.now
}

/** Run values a completion sets: answers with a name of their own, then `set:` in order, each seeing those before it. */
export function valuesOf(turn: Recorder, plan: StepPlan, step: Step, answers: JsonObject): JsonObject {
  const { bareNames } = indexOf(turn.context.plan)
  const values: JsonObject = {}
  for (const [name, value] of Object.entries(answers)) {
    if (bareNames.has(name) || (plan.decision !== null && plan.form.some((field) => field.name === name)))
      values[name] = value
  }
  if (Object.keys(plan.set).length === 0) return values
  const scope = answeredScope(turn.context, turn.run, plan, step, answers)
  for (const [name, source] of Object.entries(plan.set)) {
    values[name] = evaluateOrThrow(turn.context, source, scope)
    scope[name] = values[name]
  }
  return values
}
