import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Since when and by whom these people hold a role in a store at `now`: once per post that gives it. */
export async function readGivenRoles(
  db: Connection,
  personIds: readonly string[],
  { storeId, role }: { storeId: string; role: string },
  now: string,
): Promise<{ at: string; by: string }[]> {
  return db
    .selectFrom('membership')
    .select([sql<string>`greatest(from_at, granted_at)`.as('at'), 'grantedBy as by'])
    .where('personId', 'in', [...personIds])
    .where('storeId', '=', storeId)
    .where('role', '=', role)
    .where('fromAt', '<=', now)
    .where((eb) => eb.or([eb('toAt', 'is', null), eb('toAt', '>', now)]))
    .execute()
}
