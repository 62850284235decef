import type pg from 'pg'

/** One completion as the partner records it: the step that ends (null at the start) and the one that opens (null at the end). */
export interface StepRecord {
  runId: string
  done: number | null
  answers: unknown
  opens: number | null
}

export interface TaskRow {
  runId: string
  step: number
  title: string
  openedAt: string
}

/** Makes the partner's one table, with the index its task list is read from. */
export async function makeTable(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table if not exists task (
      run_id text not null, step int not null, role text not null, title text not null,
      opened_at timestamptz not null default now(), done_at timestamptz, answers jsonb,
      primary key (run_id, step));
    create index if not exists task_open on task (role, opened_at, run_id) where done_at is null`)
}

/** Ends one step and opens the next in one statement; a repeat changes nothing. */
export async function recordStep(pool: pg.Pool, role: string, { runId, done, answers, opens }: StepRecord) {
  await pool.query({
    name: 'record-step',
    text: `with ended as (
        update task set done_at = now(), answers = $3::jsonb where run_id = $1 and step = $2 and done_at is null)
      insert into task (run_id, step, role, title)
      select $1, $4::int, $5, 'step ' || $4::int where $4::int is not null on conflict do nothing`,
    values: [runId, done, JSON.stringify(answers), opens, role],
  })
}

/** Open tasks of a role, oldest first; of one run when it is named. */
export async function listTasks(pool: pg.Pool, role: string, runId: string | null, limit: number): Promise<TaskRow[]> {
  const { rows } = await pool.query<TaskRow>({
    name: 'list-tasks',
    text: `select run_id as "runId", step, title, opened_at as "openedAt" from task
      where role = $1 and done_at is null and ($2::text is null or run_id = $2) order by opened_at, run_id limit $3`,
    values: [role, runId, limit],
  })
  return rows
}
