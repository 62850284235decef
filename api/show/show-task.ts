import type { z } from 'zod'
import type { Actor } from '#engine/model/people.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { possibleCommands } from '#engine/rules/possible-commands.ts'
import type { EvidenceRow } from '#db/reads/evidence-of.ts'
import { readUsesOfPictures } from '#db/reads/same-picture.ts'
import type { Task, TaskSummary } from '../contract/tasks.ts'
import type { SeenTask } from '../door/access.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { showCase } from './show-case.ts'
import { showCommands } from './show-commands.ts'
import { showEvidence } from './show-evidence.ts'
import { showForm } from './show-form.ts'
import { showSeenBefore } from './show-seen-before.ts'
import type { ShownStep } from './show-step.ts'
import { isOverdue, peopleOf, showStep, stepPlanOf } from './show-step.ts'

export type ShownTask = z.infer<typeof Task>
export type ShownTaskSummary = z.infer<typeof TaskSummary>

interface TaskParts {
  task: SeenTask
  run: SopRun
  actor: Actor
  readsPii: boolean
  draft: JsonObject | null
  evidence: EvidenceRow[]
  caller: Pick<Caller, 'personId' | 'rolesIn'>
}

/** One task whole: form with proposals, draft, files, and what the caller may do, by the very rules the host decides with. */
export async function showTask(house: House, parts: TaskParts): Promise<ShownTask> {
  const { task, run, actor, draft, evidence } = parts
  const now = house.deps.now()
  const step = run.steps[task.step.key] ?? task.step
  const plan = stepPlanOf(task.plan, step.stepId)
  const nameOf = await house.names.of([
    ...Object.values(run.steps).flatMap(peopleOf),
    ...evidence.map((row) => row.personId),
  ])
  const opened = async (value: JsonValue) => house.sealer.open(value, parts.readsPii)
  const answers = (await opened(step.answers)) as JsonObject
  const level = step.approvals.find((approval) => approval.level === task.level)
  const ofStep = evidence.filter((row) => row.stepKey === step.key)
  const uses = await readUsesOfPictures(
    house.deps.db,
    ofStep.flatMap(({ pictureSha256 }) => pictureSha256 ?? []),
  )
  const closed = showStep(run.id, plan, step, step.answers, { nameOf, now })
  const shown = (await opened(closed as unknown as JsonValue)) as unknown as ShownStep
  const { form, law } = showForm(house, { plan: task.plan, run, step, actor, now, typed: draft ?? {} })
  const openedForm = await opened(form as unknown as JsonValue)
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
    phrases: plan.phrases ?? [],
    form: openedForm as unknown as ShownTask['form'],
    law,
    case: await showCase(task.plan, run, { nameOf, opened }),
    checklist: plan.checklist,
    answers,
    offered: step.offered === null ? null : ((await opened(step.offered)) as JsonObject),
    draft,
    evidence: ofStep.map((row) => showEvidence(row, run.steps, showSeenBefore(parts.caller, uses, row, run.storeId))),
    approvals: shown.approvals,
    commands: showCommands(possibleCommands(task.plan, run, step.key, actor, now, task.level ?? undefined)),
  }
}
