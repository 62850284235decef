import { checkForm, stopping } from '../form/check-form.ts'
import { readAnswers } from '../form/read-answers.ts'
import type { Revise } from '../model/command.ts'
import type { FormFinding } from '../model/form.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { superior } from '../domain/superior.ts'
import { answeredScope } from '../run/answered-scope.ts'
import { indexOf, stepPlan } from '../run/plan-index.ts'
import { plannedEvent, plannedInstance } from '../run/plan-steps.ts'
import { replan } from '../run/replan.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { repetitionScope } from '../run/step-dates.ts'
import { currentInstances, lastVisit } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { approvalLevels } from './approval-levels.ts'
import { valuesOf } from './finish-step.ts'
import { handToNewRole } from './hand-to-new-role.ts'
import { isCandidate, isTapper, refuseNonSteering } from './people.ts'
import { refuse, refuseEnding, refusePaused, refuseStale } from './refuse.ts'

/** Why the answers may not be corrected. Codes: RUN_CLOSED, RUN_PAUSED, STEP_NOT_OPEN, REASON_NEEDED, NOT_ALLOWED, STALE_REVISION. */
export function refuseReviseStep(context: TurnContext, run: SopRun, step: Step, command: Revise): Refusal | null {
  const refusal = refuseEnding(run) ?? refusePaused(run)
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
  const plan = stepPlan(context.plan, step.stepId)
  const may =
    isCandidate(run, step.role, context.actor) ||
    (plan !== undefined && isTapper(run, plan, context.actor)) ||
    (above !== null && context.actor.roles.includes(above))
  if (!may)
    return refuseNonSteering(run, context.actor, 'correct a step of') ?? refuseStale(step, command.expectedRevision)
  return refuseStale(step, command.expectedRevision)
}

/**
 * Corrects a finished step; codes: INVALID_ANSWER, FORM_BLOCKED, NOT_ALLOWED. The form's rules hold again, with the earlier answers as `previous`; run values follow, dates of
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
  const given = { ...withoutComputed(plan, step.answers), ...read.answers }
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
  const answers = { ...given, ...checked.answers }
  const unapproved = refuseUnapproved(turn, plan, step, answers, checked.findings)
  if (unapproved) return unapproved
  const changed: JsonObject = { ...read.answers }
  for (const field of plan.form) if (field.computed !== undefined) changed[field.name] = answers[field.name] ?? null
  const old: JsonObject = {}
  for (const name of Object.keys(changed)) old[name] = step.answers[name] ?? null
  const before = turn.run
  turn.emit({
    type: 'step.revised',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      old,
      new: changed,
      reason: command.reason,
      values: valuesOf(turn, plan, step, answers),
    },
  })
  decideSkippedAgain(turn, plan)
  replan(turn, before, `${step.key} corrected`)
  handToNewRole(turn, before, `${step.key} corrected`)
  return null
}

/** What a form works out follows its other answers. */
function withoutComputed(plan: StepPlan, answers: JsonObject): JsonObject {
  const computed = plan.form.filter((field) => field.computed !== undefined).map((field) => field.name)
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !computed.includes(name)))
}

/** Answers that need an approval are corrected by who would give the last one, never by who had submitted them (R-4EYES). */
function refuseUnapproved(
  turn: Recorder,
  plan: StepPlan,
  step: Step,
  answers: JsonObject,
  findings: readonly FormFinding[],
): Refusal | null {
  const { context, run } = turn
  const warned = findings.filter((finding) => finding.grade === 'warn').flatMap((finding) => finding.approvers ?? [])
  const scope = answeredScope(context, run, plan, step, answers)
  const last = approvalLevels(context, run, plan, scope, step.completedBy, warned).at(-1)
  if (!last || (isCandidate(run, last.role, context.actor) && context.actor.personId !== step.completedBy)) return null
  return refuse(
    'NOT_ALLOWED',
    `Answers of ${step.key} that need the approval of ${last.role} are corrected by them; ask a ${last.role} to correct it.`,
    { needed: last.role },
  )
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
