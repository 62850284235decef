import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Hands what one person had typed into a task to another; what that one has typed there already stays. */
export async function moveDraft(db: Connection, taskId: string, from: string, to: string): Promise<void> {
  await sql`update draft set person_id = ${to} where task_id = ${taskId} and person_id = ${from}
    and not exists (select 1 from draft d where d.task_id = ${taskId} and d.person_id = ${to})`.execute(db)
}
