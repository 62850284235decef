import type { Connection } from '../database.ts'
import type { MessageChoiceTable } from '../schema/message-choice.ts'

/** What a person wants to be sent, or null when they never said. */
export async function readMessageChoice(db: Connection, personId: string): Promise<MessageChoiceTable | null> {
  const row = await db
    .selectFrom('messageChoice')
    .select(['personId', 'mail', 'robot', 'language', 'digestMinutes', 'quietFrom', 'quietTo', 'quietZone'])
    .select(['mailMuted', 'robotMuted'])
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row ?? null
}

/** Keeps what a person wants to be sent from now on. */
export async function saveMessageChoice(db: Connection, choice: MessageChoiceTable): Promise<void> {
  const { personId: _, ...chosen } = choice
  await db
    .insertInto('messageChoice')
    .values(choice)
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(chosen))
    .execute()
}
