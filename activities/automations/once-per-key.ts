import type { Connection, Database } from '#db/database.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { AutomationRequest } from '#workflows/activity-contract.ts'

/**
 * Does something in Postgres once per idempotency key: the key's row and the change are one transaction, a repeat gets the
 * first output. The row goes with its run like any other first answer.
 */
export async function oncePerKey(
  db: Database,
  request: AutomationRequest,
  act: (trx: Connection) => Promise<JsonObject>,
): Promise<JsonObject> {
  const commandId = `automation/${request.idempotencyKey}`
  return db.transaction().execute(async (trx) => {
    const taken = await trx
      .insertInto('idempotency')
      .values({ commandId, sopRunId: request.sopRunId, state: 'done' })
      .onConflict((conflict) => conflict.doNothing())
      .returning('commandId')
      .executeTakeFirst()
    if (!taken) {
      const first = await trx
        .selectFrom('idempotency')
        .select('answer')
        .where('commandId', '=', commandId)
        .executeTakeFirst()
      return first?.answer ?? {}
    }
    const output = await act(trx)
    await trx
      .updateTable('idempotency')
      .set({ answer: JSON.stringify(output) as never })
      .where('commandId', '=', commandId)
      .execute()
    return output
  })
}
