import { sql } from 'kysely'
import type { JsonObject } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import { jsonParameter } from '../json-parameter.ts'

/** Keeps what a person has typed into a task; the last one counts. Answers when it was saved. */
export async function saveDraft(
  db: Connection,
  draft: { taskId: string; personId: string; answers: JsonObject },
): Promise<string> {
  const answers = jsonParameter(draft.answers)
  const row = await db
    .insertInto('draft')
    .values({ taskId: draft.taskId, personId: draft.personId, answers })
    .onConflict((conflict) =>
      conflict.columns(['taskId', 'personId']).doUpdateSet({ answers, savedAt: sql<string>`clock_timestamp()` }),
    )
    .returning('savedAt')
    .executeTakeFirstOrThrow()
  return row.savedAt
}

/** Forgets a draft once its task is submitted. */
export async function dropDraft(db: Connection, taskId: string, personId: string): Promise<void> {
  await db.deleteFrom('draft').where('taskId', '=', taskId).where('personId', '=', personId).execute()
}
