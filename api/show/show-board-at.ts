import type { BoardRunRow, BoardStepRow, BoardTaskRow } from '#db/reads/run-board.ts'
import { tasksOfStep } from '#db/recording/tasks-of-step.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { NameOf } from '../door/person-names.ts'
import type { ShownBoardRun } from './show-board.ts'
import { showBoardRun } from './show-board.ts'

/** A run's line on the board as the run stood at an instant, made of its events up to then. */
export function showBoardRunAt(plan: Plan, run: SopRun, view: { nameOf: NameOf; now: string }): ShownBoardRun {
  const steps = Object.values(run.steps)
  const tasks = steps
    .flatMap((step) => tasksOfStep(run, step))
    .map(({ taskId, sopRunId, stepKey, stepId, role = null, personId = null, dueAt = null, hard }): BoardTaskRow => {
      return { taskId, sopRunId, stepKey, stepId, role, personId, dueAt, hard }
    })
    .sort((one, other) => (one.dueAt ?? 'z').localeCompare(other.dueAt ?? 'z'))
  const row: BoardRunRow = {
    id: run.id,
    sop: run.sop,
    version: run.version,
    planSha256: run.planSha256,
    storeId: run.storeId,
    correlationKey: run.correlationKey,
    status: run.status,
    launchedAt: run.launchedAt,
    launchedBy: run.launchedBy,
    firstDueAt: tasks[0]?.dueAt ?? 'infinity',
    open: tasks.length,
    late: tasks.filter(({ dueAt }) => dueAt !== null && dueAt < view.now).length,
  }
  const shown = steps.map((step): BoardStepRow => {
    const { key, stepId, status, role, opensAt, dueAt, iteration, visit } = step
    return { sopRunId: run.id, stepKey: key, stepId, status, role, opensAt, dueAt, iteration, visit }
  })
  return showBoardRun(plan, row, shown, tasks, view)
}
