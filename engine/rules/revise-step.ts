import { checkForm, stopping } from '../form/check-form.ts'
import { readAnswers } from '../form/read-answers.ts'
import type { Revise } from '../model/command.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { superior } from '../domain/superior.ts'
import { indexOf } from '../run/plan-index.ts'
import { plannedEvent, plannedInstance } from '../run/plan-steps.ts'
import { replan } from '../run/replan.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { repetitionScope } from '../run/step-dates.ts'
import { currentInstances, lastVisit } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { valuesOf } from './finish-step.ts'
import { isCandidate, refuseNonSteering } from './people.ts'
import { refuse, refuseClosed, refusePaused, refuseStale } from './refuse.ts'

/** Why the answers may not be corrected. Codes: RUN_CLOSED, RUN_PAUSED, STEP_NOT_OPEN, REASON_NEEDED, NOT_ALLOWED, STALE_REVISION. */
export function refuseReviseStep(context: TurnContext, run: SopRun, step: Step, command: Revise): Refusal | null {
  const refusal = refuseClosed(run) ?? refusePaused(run)
  if (refusal) return refusal
  if (step.status !== 'done' || step.stale) {
    return refuse(
      'STEP_NOT_OPEN',
      `Step ${step.key} is ${step.stale ? 'stale' : step.status}; only a finished step can be corrected.`,
      { status: step.status },
    )
  }
  if (command.reason.trim() === '')
    return refuse('REASON_NEEDED', `Say why ${step.key} is corrected: send it as \`reason\`.`, {})
  const above = step.role === null ? null : superior(step.role)
  const may = isCandidate(run, step.role, context.actor) || (above !== null && context.actor.roles.includes(above))
  if (!may)
    return refuseNonSteering(run, context.actor, 'correct a step of') ?? refuseStale(step, command.expectedRevision)
  return refuseStale(step, command.expectedRevision)
}

/**
 * Corrects a finished step. The form's rules hold again, with the earlier answers as `previous`; run values follow, dates of
 * open steps are worked out anew, and steps skipped by rule after it are decided again.
 */
export function reviseStep(turn: Recorder, plan: StepPlan, step: Step, command: Revise): Refusal | null {
  const read = readAnswers(plan.form, command.answers)
  if (read.malformed.length > 0)
    return refuse('INVALID_ANSWER', read.malformed.map((item) => item.detail).join(' '), {}, read.malformed)
  const scope = scopeOf(turn.context, turn.run, {
    ...repetitionScope(plan, step),
    previous: step.answers,
    proposed: null,
  })
  const given = { ...step.answers, ...read.answers }
  const { row: _row, ...fields } = given
  const checked = checkForm(turn.context, {
    fields: plan.form,
    checks: plan.checks,
    given: fields,
    offered: {},
    reasons: reasonsFor(plan, command),
    scope,
  })
  const blocking = stopping(checked.findings)
  if (blocking.length > 0)
    return refuse(
      'FORM_BLOCKED',
      `${step.key} cannot be corrected so: ${blocking.map((item) => item.detail).join(' ')}`,
      {},
      blocking,
    )
  const old: JsonObject = {}
  for (const name of Object.keys(read.answers)) old[name] = step.answers[name] ?? null
  const before = turn.run
  turn.emit({
    type: 'step.revised',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      old,
      new: read.answers,
      reason: command.reason,
      values: valuesOf(turn, plan, step, { ...given, ...checked.answers }),
    },
  })
  decideSkippedAgain(turn, plan)
  replan(turn, before, `${step.key} corrected`)
  return null
}

function reasonsFor(plan: StepPlan, command: Revise): Record<string, string> {
  const reasons: Record<string, string> = {}
  for (const field of plan.form) reasons[field.name] = command.reason
  for (const check of plan.checks) reasons[check.id] = command.reason
  return reasons
}

function decideSkippedAgain(turn: Recorder, revised: StepPlan): void {
  const after = indexOf(turn.context.plan).downstream.get(revised.id)!
  const planned = turn.context.plan.steps
    .filter((plan) => after.has(plan.id))
    .flatMap((plan) =>
      currentInstances(turn.run, plan.id)
        .filter((step) => step.status === 'skipped' && step.completedBy === null)
        .map((step) => {
          turn.emitSystem({
            type: 'step.staled',
            stepId: step.stepId,
            stepKey: step.key,
            data: { reason: `${revised.id} corrected` },
          })
          return plannedInstance(
            turn.context,
            turn.run,
            plan,
            step,
            lastVisit(turn.run, plan.id, step.iteration) + 1,
            null,
          )
        }),
    )
  if (planned.length > 0) turn.emitSystem(plannedEvent(`${revised.id} corrected`, planned))
}
