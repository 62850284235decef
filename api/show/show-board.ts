import type { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import type { BoardRunRow, BoardStepRow, BoardTaskRow } from '#db/reads/run-board.ts'
import type { BoardRun } from '../contract/boards.ts'
import type { NameOf } from '../door/person-names.ts'
import { showProgress, showStages } from './show-stages.ts'
import { stepPlanOf } from './show-step.ts'

export type ShownBoardRun = z.infer<typeof BoardRun>

const mostShown = 4

/** A run's line on the board: where it stands, what is open and late, what comes next. */
export function showBoardRun(
  plan: Plan,
  row: BoardRunRow,
  steps: readonly BoardStepRow[],
  tasks: readonly BoardTaskRow[],
  view: { nameOf: NameOf; now: string },
): ShownBoardRun {
  const shown = tasks.map((task) => showBoardTask(plan, task, view))
  const stageOf = (stepId: string) => stepPlanOf(plan, stepId).stage
  return {
    id: row.id,
    sopId: row.sop,
    version: row.version,
    title: plan.title,
    storeId: row.storeId,
    correlationKey: row.correlationKey,
    status: row.status,
    launchedAt: row.launchedAt,
    launchedBy: row.launchedBy,
    launchedByName: view.nameOf(row.launchedBy),
    dueAt: row.firstDueAt === 'infinity' ? null : row.firstDueAt,
    open: row.open,
    late: row.late,
    percent: showProgress(steps).percent,
    stages: showStages(plan, steps).map((stage) => {
      const own = shown.filter((task) => stageOf(task.stepId) === stage.id)
      return { ...stage, late: own.filter((task) => task.late).length, dueAt: own[0]?.dueAt ?? null }
    }),
    now: shown.slice(0, mostShown),
    next: nextOf(plan, steps),
  }
}

function showBoardTask(
  plan: Plan,
  task: BoardTaskRow,
  { nameOf, now }: { nameOf: NameOf; now: string },
): ShownBoardRun['now'][number] {
  return {
    taskId: task.taskId,
    stepId: task.stepId,
    instanceKey: task.stepKey,
    title: stepPlanOf(plan, task.stepId).title,
    role: task.role,
    assignee: task.personId,
    assigneeName: nameOf(task.personId),
    dueAt: task.dueAt,
    hard: task.hard,
    late: task.dueAt !== null && task.dueAt < now,
  }
}

/** The planned step that opens or falls due first; without dates the first of the playbook. */
function nextOf(plan: Plan, steps: readonly BoardStepRow[]): ShownBoardRun['next'] {
  const place = new Map(plan.steps.map((step, index) => [step.id, index]))
  const when = (step: BoardStepRow) => step.opensAt ?? step.dueAt ?? 'z'
  const next = steps
    .filter((step) => step.status === 'planned' && stepPlanOf(plan, step.stepId).onDemand === null)
    .sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : 0) || placeOf(a) - placeOf(b))[0]
  if (!next) return null
  const known = stepPlanOf(plan, next.stepId)
  const role = next.role ?? known.role?.cases.at(-1)?.role ?? null
  return { stepId: next.stepId, title: known.title, role, opensAt: next.opensAt, dueAt: next.dueAt }

  function placeOf(step: BoardStepRow): number {
    return place.get(step.stepId) ?? 0
  }
}
