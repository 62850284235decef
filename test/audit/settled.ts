import { sql } from 'kysely'
import { vi } from 'vitest'
import type { Database } from '#db/database.ts'

/** Waits until every event could be sealed: transactions of other test files on the same server hold the guard back for moments. */
export async function settled(db: Database): Promise<void> {
  const isSettled = async (): Promise<boolean> => {
    const { rows } = await sql<{ settled: boolean }>`
      select not exists (select from audit_event where xid >= pg_snapshot_xmin(pg_current_snapshot()))
        and not exists (select from admin_event where xid >= pg_snapshot_xmin(pg_current_snapshot())) as settled`.execute(
      db,
    )
    return rows[0]?.settled === true
  }
  await vi.waitUntil(isSettled, { timeout: 30_000 })
}
