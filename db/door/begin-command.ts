import type { Connection } from '../database.ts'

/**
 * Takes a command's place before anything is done. true = it is new; false = the same person used the same key before
 * (read it with `readKnownCommand`).
 */
export async function beginCommand(
  db: Connection,
  command: { commandId: string; personId: string; key: string; requestHash: string },
): Promise<boolean> {
  const row = await db
    .insertInto('idempotency')
    .values(command)
    .onConflict((conflict) => conflict.doNothing())
    .returning('commandId')
    .executeTakeFirst()
  return row !== undefined
}
