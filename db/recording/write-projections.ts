import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { RunEvent } from '#engine/model/run-event.ts'
import type { Step } from '#engine/model/sop-run.ts'
import type { Connection } from '../database.ts'
import type { SopRunTable } from '../schema/sop-run.ts'
import type { StepTable } from '../schema/step.ts'
import { dropReplacedSteps } from './drop-replaced-steps.ts'
import { insertRows, updateAllOf } from './insert-rows.ts'
import type { RecordInput, RunInput } from './record-input.ts'
import { runColumns } from './run-columns.ts'
import type { TaskRow } from './tasks-of-step.ts'
import { tasksOfStep } from './tasks-of-step.ts'

const runTypes = {
  id: 'text',
  sop: 'text',
  version: 'text',
  planSha256: 'text',
  storeId: 'text',
  hostId: 'text',
  workflowId: 'text',
  temporalRunId: 'text',
  correlationKey: 'text',
  parentRunId: 'text',
  status: 'text',
  outcome: 'text',
  launchedAt: 'timestamptz',
  launchedBy: 'text',
  endedAt: 'timestamptz',
  seq: 'int',
  hash: 'text',
  priority: 'float8',
  inputs: 'jsonb',
  values: 'jsonb',
  rest: 'jsonb',
}
const upsertRuns = insertRows<Insertable<SopRunTable>>(
  'sop_run',
  runTypes,
  `on conflict (id) ${updateAllOf(runTypes, ['id', 'launchedAt', 'launchedBy'])} where sop_run.seq < excluded.seq`,
)

const stepTypes = {
  sopRunId: 'text',
  stepKey: 'text',
  stepId: 'text',
  status: 'text',
  revision: 'int',
  role: 'text',
  assignee: 'text',
  dueAt: 'timestamptz',
  openedAt: 'timestamptz',
  completedAt: 'timestamptz',
  completedBy: 'text',
  late: 'boolean',
  seq: 'int',
  detail: 'jsonb',
}
const upsertSteps = insertRows<Insertable<StepTable>>(
  'step',
  stepTypes,
  `on conflict (sop_run_id, step_key) ${updateAllOf(stepTypes, ['sopRunId', 'stepKey'])} where step.seq < excluded.seq`,
)

const taskTypes = {
  taskId: 'text',
  sopRunId: 'text',
  stepKey: 'text',
  level: 'int',
  storeId: 'text',
  sop: 'text',
  stepId: 'text',
  role: 'text',
  personId: 'text',
  status: 'text',
  revision: 'int',
  openedAt: 'timestamptz',
  dueAt: 'timestamptz',
  hard: 'boolean',
  priority: 'float8',
  paused: 'boolean',
  urgentAt: 'timestamptz',
}
const upsertTasks = insertRows<TaskRow>(
  'task',
  taskTypes,
  `on conflict (task_id) ${updateAllOf(taskTypes, ['taskId', 'sopRunId', 'stepKey', 'level'])}`,
)

/** Brings run, step and task rows to where the last of each run's events has taken them. */
export async function writeProjections(
  connection: Connection,
  input: RecordInput,
  runs: readonly RunInput[],
): Promise<void> {
  const { hostId, workflowId, temporalRunId } = input
  const runRows = runs.map(({ run, events }) => {
    const { seq, hash } = lastOf(events)
    return runColumns(run, { hostId, workflowId, temporalRunId, seq, hash })
  })
  const stepRows = runs.flatMap(({ sopRunId, steps, events }) => {
    const { seq } = lastOf(events)
    return steps.map((step) => stepColumns(sopRunId, seq, step))
  })
  await upsertRuns(connection, runRows)
  await dropReplacedSteps(connection, runs)
  await upsertSteps(connection, stepRows)
  await writeTasks(connection, runs)
}

function stepColumns(sopRunId: string, seq: number, step: Step): Insertable<StepTable> {
  const {
    key: stepKey,
    stepId,
    status,
    revision,
    role,
    assignee,
    dueAt,
    openedAt,
    completedAt,
    completedBy,
    late,
  } = step
  const shown = { stepId, status, revision, role, assignee, dueAt, openedAt, completedAt, completedBy, late }
  return { sopRunId, stepKey, ...shown, seq, detail: step }
}

async function writeTasks(connection: Connection, runs: readonly RunInput[]): Promise<void> {
  const tasks = runs.flatMap((run) => run.steps.flatMap((step) => tasksOfStep(run.run, step)))
  const changed = runs.flatMap((run) => run.steps.map((step) => ({ run: run.sopRunId, key: step.key })))
  const ended = runs.filter((run) => isEnded(run)).map((run) => run.sopRunId)
  await sql`
    delete from task using (
      select run, key from unnest(${changed.map(({ run }) => run)}::text[], ${changed.map(({ key }) => key)}::text[]) as c(run, key)
    ) c
    where sop_run_id = c.run and step_key = c.key and task_id <> all (${tasks.map((task) => task.taskId)}::text[])`.execute(
    connection,
  )
  await upsertTasks(connection, tasks)
  if (ended.length > 0) await connection.deleteFrom('task').where('sopRunId', 'in', ended).execute()
  const pauses = runs.filter((run) => run.events.some(({ type }) => type === 'run.paused' || type === 'run.resumed'))
  for (const { sopRunId, run } of pauses) {
    await connection
      .updateTable('task')
      .set({ paused: run.status === 'paused' })
      .where('sopRunId', '=', sopRunId)
      .execute()
  }
}

/** Whether no act is possible on the run any more. */
export const isEnded = ({ run }: RunInput): boolean => run.status === 'completed' || run.status === 'cancelled'

function lastOf(events: readonly RunEvent[]): RunEvent {
  const last = events.at(-1)
  if (last === undefined) throw new RangeError('A run without events has nothing to project.')
  return last
}
