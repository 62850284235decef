import { sql } from 'kysely'
import type { Connection } from '../database.ts'
import { lockPath, removeUnnamed } from '../door/sweep-evidence.ts'

/**
 * Destroys the keys of these runs and everything that is kept beside their history: drafts, answers of the door, names and bytes of
 * files. History itself holds sealed values and hashes only, and stays as it is. Call it in the transaction that notes it.
 * @returns how many files went.
 */
export async function erasePersonalData(
  trx: Connection,
  runIds: readonly string[],
  removeBytes: (path: string) => Promise<void>,
): Promise<number> {
  if (runIds.length === 0) return 0
  const runs = [...runIds]
  await trx.deleteFrom('subjectKey').where('sopRunId', 'in', runs).execute()
  await trx.deleteFrom('idempotency').where('sopRunId', 'in', runs).execute()
  await trx
    .deleteFrom('draft')
    .where(sql<boolean>`split_part(task_id, '~', 1) = any(${runs})`)
    .execute()
  await trx
    .insertInto('personalData')
    .values(runs.map((sopRunId) => ({ sopRunId, state: 'erased' as const, erasureId: '' })))
    .onConflict((conflict) => conflict.column('sopRunId').doUpdateSet({ state: 'erased' }))
    .execute()
  return eraseFiles(trx, runs, removeBytes)
}

async function eraseFiles(
  trx: Connection,
  runs: string[],
  removeBytes: (path: string) => Promise<void>,
): Promise<number> {
  const files = await trx
    .selectFrom('evidence')
    .select('path')
    .where('sopRunId', 'in', runs)
    .where('path', 'is not', null)
    .execute()
  // In one order for everybody, so that two erasures never wait for each other.
  const paths = [...new Set(files.flatMap(({ path }) => path ?? []))].toSorted()
  for (const path of paths) await lockPath(trx, path)
  await trx
    .updateTable('evidence')
    .set({ path: null, fileName: '', erasedAt: sql<string>`clock_timestamp()` })
    .where('sopRunId', 'in', runs)
    .execute()
  for (const path of paths) await removeUnnamed(trx, path, removeBytes)
  return files.length
}
