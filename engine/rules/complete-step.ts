import { checkForm, stopping } from '../form/check-form.ts'
import { readAnswers } from '../form/read-answers.ts'
import type { Complete } from '../model/command.ts'
import type { Scope } from '../expression/evaluate.ts'
import type { FormFinding } from '../model/form.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { Approval, SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import type { Recorder } from '../run/recorder.ts'
import { answeredScope } from '../run/answered-scope.ts'
import { scopeOf } from '../run/scope.ts'
import { repetitionScope } from '../run/step-dates.ts'
import { unansweredAt } from '../run/unanswered-at.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { approvalLevels, openLevel } from './approval-levels.ts'
import { decisionResults } from './decide-table.ts'
import { refuseDutyBreach, refuseWork } from './refuse-work.ts'
import { finishStep, businessInstant } from './finish-step.ts'
import { refuse } from './refuse.ts'

/** A submission worked through: complete answers and what the rules say of them. */
export interface WorkedForm {
  answers: JsonObject
  findings: FormFinding[]
}

/** Why a step may not be completed by this person now, whatever the answers. Codes: see `refuseWork`, SOD_SAME_PERSON. */
export function refuseCompleteStep(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  step: Step,
  expectedRevision?: number,
): Refusal | null {
  return refuseWork(context, run, step, expectedRevision) ?? refuseDutyBreach(context, run, plan, step)
}

/**
 * Completes a step with its answers. Refusals: those of `refuseCompleteStep`; UNKNOWN_FIELD, INVALID_ANSWER (malformed,
 * nothing recorded); FORM_BLOCKED (recorded as `step.submitBlocked`); REASON_NEEDED. With approvals to come the step is submitted.
 */
export function completeStep(turn: Recorder, plan: StepPlan, step: Step, command: Complete): Refusal | null {
  const read = readAnswers(plan.form, command.answers)
  if (read.malformed.length > 0) return malformed(plan, read.malformed)
  const reasons = command.reasons ?? {}
  const worked = workForm(turn.context, turn.run, plan, step, read.answers, reasons)
  const findings = [...worked.findings, ...openChecklist(plan, command.checklist ?? [])]
  const refusal = blockedBy(plan, stopping(findings))
  if (refusal) {
    if (refusal.code === 'FORM_BLOCKED') recordBlocked(turn, plan, step, findings)
    return refusal
  }
  const approvers = findings.filter((finding) => finding.grade === 'warn').flatMap((finding) => finding.approvers ?? [])
  submit(turn, plan, step, worked.answers, reasons, approvers)
  return null
}

/** Fills and checks a form as it would be submitted; used by the host, and by pages for previews. */
export function workForm(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  step: Step,
  given: JsonObject,
  reasons: Record<string, string>,
): WorkedForm {
  const { scope, offered } = submissionScope(context, run, plan, step)
  const worked = checkForm(context, { fields: plan.form, checks: plan.checks, given, offered, reasons, scope })
  return plan.decision ? { ...worked, answers: { row: offered['row'] ?? null, ...worked.answers } } : worked
}

/** What a form is worked out over: the run's values, and what is offered where nothing is typed. */
export function submissionScope(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  step: Step,
): { scope: Scope; offered: JsonObject } {
  const scope = scopeOf(context, run, { ...repetitionScope(plan, step), previous: null, proposed: null })
  const offered = plan.decision ? decisionResults(context, plan.decision, scope) : (step.offered ?? {})
  if (plan.decision) scope['proposed'] = offered
  return { scope, offered }
}

function submit(
  turn: Recorder,
  plan: StepPlan,
  step: Step,
  answers: JsonObject,
  reasons: Record<string, string>,
  warnApprovers: string[],
): void {
  const { context } = turn
  const late = step.dueAt !== null && context.now > step.dueAt
  const requester = context.actor.onBehalfOf ?? context.actor.personId
  const scope = answeredScope(context, turn.run, plan, step, answers)
  const levels = approvalLevels(context, turn.run, plan, scope, requester, warnApprovers)
  if (levels.length === 0) {
    finishStep(turn, plan, step, { answers, reasons, by: context.actor.personId, late })
    return
  }
  turn.emit({
    type: 'step.submitted',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      answers,
      reasons,
      late,
      requester,
      effectiveAt: businessInstant(turn, plan, answers),
      approvals: levels as unknown as JsonObject[],
    },
  })
  openFirst(turn, plan, turn.run.steps[step.key]!, levels)
}

function openFirst(turn: Recorder, plan: StepPlan, step: Step, levels: Approval[]): void {
  const scope = answeredScope(turn.context, turn.run, plan, step, step.answers)
  turn.emitSystem(openLevel(turn.context, plan, scope, turn.run, step, levels[0]!))
}

function openChecklist(plan: StepPlan, ticked: string[]): FormFinding[] {
  return plan.checklist
    .filter((item) => !ticked.includes(item.id))
    .map((item) => ({
      grade: 'block' as const,
      pointer: `/checklist/${item.id}`,
      code: 'CHECKLIST',
      detail: `"${item.title.en}" is not ticked yet.`,
      says: item.title,
    }))
}

function malformed(plan: StepPlan, findings: FormFinding[]): Refusal {
  const unknown = findings.every((finding) => finding.code === 'UNKNOWN_FIELD')
  return refuse(
    unknown ? 'UNKNOWN_FIELD' : 'INVALID_ANSWER',
    `${plan.id}: ${findings.map((finding) => finding.detail).join(' ')}`,
    {},
    findings,
  )
}

function blockedBy(plan: StepPlan, findings: FormFinding[]): Refusal | null {
  if (findings.length === 0) return null
  const blocks = findings.filter((finding) => finding.code !== 'REASON_NEEDED')
  const shown = blocks.length > 0 ? blocks : findings
  const text = shown.map((finding) => finding.detail).join(' ')
  if (blocks.length > 0) return refuse('FORM_BLOCKED', `${plan.id} cannot be submitted: ${text}`, {}, findings)
  return refuse('REASON_NEEDED', `${plan.id} can be submitted with a reason: ${text}`, {}, findings)
}

function recordBlocked(turn: Recorder, plan: StepPlan, step: Step, findings: FormFinding[]): void {
  const shown = findings.map(({ code, pointer, grade, detail }) => ({ code, pointer, grade, detail }))
  const known = { blockedAt: step.blockedAt ?? turn.context.now }
  const silentAt = unansweredAt(turn.context, turn.run, plan, step, step.openedAt, known)
  turn.emit({
    type: 'step.submitBlocked',
    stepId: step.stepId,
    stepKey: step.key,
    data: { findings: shown, ...(silentAt === null ? {} : { unansweredAt: silentAt }) },
  })
}
