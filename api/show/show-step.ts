import type { z } from 'zod'
import type { Plan, StepPlan } from '#engine/model/plan.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { Step } from '#engine/model/sop-run.ts'
import { taskId } from '#engine/run/step-key.ts'
import type { RunStep } from '../contract/runs.ts'
import type { NameOf } from '../door/person-names.ts'

export type ShownStep = z.infer<typeof RunStep>

const active = new Set<Step['status']>(['open', 'claimed', 'submitted', 'incident'])

/** Whether a step is under way: something can be done about it now. */
export function isUnderWay(step: Pick<Step, 'status'>): boolean {
  return active.has(step.status)
}

/** Whether something of the step is late at `now`: itself while it is worked on, or the approval it waits for. */
export function isOverdue(step: Step, now: string): boolean {
  if (!isUnderWay(step)) return false
  const pending =
    step.status === 'submitted'
      ? step.approvals.find((approval) => approval.openedAt !== null && approval.decision === null)
      : undefined
  const dueAt = pending ? pending.dueAt : step.dueAt
  return dueAt !== null && dueAt < now
}

/** Whether a step is one for people: it has, or had, a place in an inbox. */
export function isTask(step: Step): boolean {
  return step.role !== null && step.status !== 'planned' && step.status !== 'skipped'
}

/** A step of a run as the API answers it. `answers` come already opened or masked. */
export function showStep(
  sopRunId: string,
  plan: StepPlan,
  step: Step,
  answers: JsonObject,
  view: { nameOf: NameOf; now: string },
): ShownStep {
  const { nameOf, now } = view
  return {
    taskId: isTask(step) ? taskId(sopRunId, step.key) : null,
    stepId: step.stepId,
    instanceKey: step.key,
    kind: plan.kind,
    stage: plan.stage,
    title: plan.title,
    status: step.status,
    revision: step.revision,
    iteration: step.iteration,
    visit: step.visit,
    attempt: step.attempt,
    assignee: step.assignee,
    assigneeName: nameOf(step.assignee),
    candidateRole: step.role,
    opensAt: step.opensAt,
    openedAt: step.openedAt,
    dueAt: step.dueAt,
    dueEstimated: step.dueEstimated,
    hard: step.hard,
    overdue: isOverdue(step, now),
    late: step.late,
    submittedAt: step.submittedAt,
    completedAt: step.completedAt,
    completedBy: step.completedBy,
    completedByName: nameOf(step.completedBy),
    answers,
    reasons: step.reasons,
    approvals: step.approvals.map(({ level, role, dueAt, openedAt, decision, by, at, reason, late }) => ({
      level,
      role,
      dueAt,
      openedAt,
      taskId: taskId(sopRunId, step.key, level),
      decision,
      by,
      byName: nameOf(by),
      at,
      reason,
      late,
    })),
    skippedBecause: step.skippedBecause,
    stale: step.stale,
  }
}

/** Everybody a step names, for looking names up in one go. */
export function peopleOf(step: Step): (string | null)[] {
  return [step.assignee, step.completedBy, ...step.approvals.map((approval) => approval.by)]
}

/** The step of a plan by its id. Throws when a run and its plan disagree, which no input can cause. */
export function stepPlanOf(plan: Plan, stepId: string): StepPlan {
  const step = plan.steps.find((item) => item.id === stepId)
  if (!step) throw new Error(`playbook ${plan.sop} ${plan.version} has no step ${stepId}`)
  return step
}
