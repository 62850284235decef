import type { z } from 'zod'
import { evaluate } from '#engine/expression/evaluate.ts'
import type { Field } from '#engine/model/form.ts'
import type { Actor } from '#engine/model/people.ts'
import type { StepPlan } from '#engine/model/plan.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { possibleCommands } from '#engine/rules/possible-commands.ts'
import { workForm } from '#engine/rules/complete-step.ts'
import { ExpressionTrouble } from '#engine/run/evaluate-or-throw.ts'
import { scopeOf } from '#engine/run/scope.ts'
import { contextOf } from '#engine/run/turn-context.ts'
import type { TurnContext } from '#engine/run/turn-context.ts'
import type { EvidenceRow } from '#db/reads/evidence-of.ts'
import type { Task, TaskSummary } from '../contract/tasks.ts'
import type { SeenTask } from '../door/access.ts'
import type { House } from '../house.ts'
import { showCommands } from './show-commands.ts'
import { showEvidence } from './show-evidence.ts'
import { isUnderWay, isOverdue, peopleOf, showStep, stepPlanOf } from './show-step.ts'

export type ShownTask = z.infer<typeof Task>
export type ShownTaskSummary = z.infer<typeof TaskSummary>

interface TaskParts {
  task: SeenTask
  run: SopRun
  actor: Actor
  readsPii: boolean
  draft: JsonObject | null
  evidence: EvidenceRow[]
}

/** One task whole: form with proposals, draft, files, and what the caller may do, by the very rules the host decides with. */
export async function showTask(house: House, parts: TaskParts): Promise<ShownTask> {
  const { task, run, actor, draft, evidence } = parts
  const now = house.deps.now()
  const step = run.steps[task.step.key] ?? task.step
  const plan = stepPlanOf(task.plan, step.stepId)
  const nameOf = await house.names.of([...peopleOf(step), ...evidence.map((row) => row.personId)])
  const opened = async (value: JsonValue) => house.sealer.open(value, parts.readsPii)
  const answers = (await opened(step.answers)) as JsonObject
  const level = step.approvals.find((approval) => approval.level === task.level)
  const shown = showStep(run.id, plan, step, answers, { nameOf, now })
  const form = await opened(formNow(house, parts, plan, step, now) as unknown as JsonValue)
  return {
    id: task.taskId,
    runId: run.id,
    sopId: run.sop,
    stepId: step.stepId,
    instanceKey: step.key,
    level: task.level,
    kind: level ? 'approval' : plan.kind,
    revision: step.revision,
    title: plan.title,
    runTitle: task.plan.title,
    storeId: run.storeId,
    correlationKey: run.correlationKey,
    status: step.status,
    candidateRole: level?.role ?? step.role,
    assignee: level ? level.by : step.assignee,
    assigneeName: nameOf(level ? level.by : step.assignee),
    openedAt: level ? level.openedAt : step.openedAt,
    dueAt: level ? level.dueAt : step.dueAt,
    hard: step.hard,
    overdue: isOverdue(step, now),
    priority: run.priority,
    instructions: plan.hint,
    form: form as unknown as ShownTask['form'],
    checklist: plan.checklist,
    answers,
    offered: step.offered === null ? null : ((await opened(step.offered)) as JsonObject),
    draft,
    evidence: evidence.filter((row) => row.stepKey === step.key).map((row) => showEvidence(row, run.steps)),
    approvals: shown.approvals,
    commands: showCommands(possibleCommands(task.plan, run, step.key, actor, now, task.level ?? undefined)),
  }
}

/** The form as it stands now: conditions, proposals and computed values worked out with what is known. */
function formNow(house: House, parts: TaskParts, plan: StepPlan, step: Step, now: string): ShownTask['form'] {
  const { task, run, actor, draft } = parts
  const envelope = { commandId: '', sopRunId: run.id, actor, door: 'api' as const, command: { type: 'tick' as const } }
  const context = contextOf(task.plan, house.programs, envelope, now)
  const typed = isUnderWay(step) ? (draft ?? {}) : step.answers
  const worked = isUnderWay(step) ? workedOut(context, run, plan, step, typed) : step.answers
  const scope = { ...scopeOf(context, run), ...worked }
  return plan.form.map((field) => {
    const shownNow = field.requiredIf === undefined || holdsNow(house, field.requiredIf, scope)
    const proposal = typed[field.name] === undefined && field.computed === undefined ? worked[field.name] : undefined
    const value = field.computed === undefined ? typed[field.name] : worked[field.name]
    return {
      ...field,
      shown: shownNow,
      requiredNow: field.required || (field.requiredIf !== undefined && shownNow),
      editable: field.computed === undefined,
      ...(value === undefined || value === null ? {} : { value }),
      ...(proposal === undefined || proposal === null ? {} : { proposal, ...sourceOf(field) }),
    }
  })
}

function sourceOf(field: Field): { source?: string } {
  return field.lookUp ? { source: `${field.lookUp.source}.${field.lookUp.path}` } : {}
}

/** A form whose expressions cannot be worked out is shown plain; submitting it tells why. */
function workedOut(context: TurnContext, run: SopRun, plan: StepPlan, step: Step, typed: JsonObject): JsonObject {
  try {
    return workForm(context, run, plan, step, typed, {}).answers
  } catch (error) {
    if (error instanceof ExpressionTrouble) return typed
    throw error
  }
}

function holdsNow(house: House, expression: string, scope: Record<string, JsonValue>): boolean {
  const result = evaluate(house.programs, expression, scope)
  return !result.ok || result.value === true
}
