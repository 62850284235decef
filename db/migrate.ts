import { Migrator, sql } from 'kysely'
import type { Database } from './database.ts'
import { openDatabase } from './database.ts'
import { grantRoles } from './grants/grant-roles.ts'
import { allMigrations } from './migrations/all-migrations.ts'

/**
 * Brings the schema up to date and the roles to their rights; does nothing when both are. Several processes may call it at
 * once: an advisory lock lets one work while the others wait.
 * @param ownerUrl connection of the role that owns the schema.
 * @returns names of the migrations applied now.
 * @throws when a migration fails (all of this call's are rolled back) or the database is newer than this program.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const db = openDatabase(ownerUrl, {
    applicationName: 'zhangfa migrate',
    maxConnections: 2,
    statementTimeoutMs: 600_000,
  })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => allMigrations } })
    await refuseNewer(db)
    const { error, results } = await migrator.migrateToLatest()
    if (error !== undefined) {
      const failed = results?.find((result) => result.status === 'Error')
      const what =
        failed === undefined ? 'The database could not be migrated' : `Migration ${failed.migrationName} failed`
      throw new Error(`${what}: ${error instanceof Error ? error.message : JSON.stringify(error)}`, { cause: error })
    }
    await grantRoles(db)
    return (results ?? []).map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/** A later program's database may hold what this one would not keep. */
async function refuseNewer(db: Database): Promise<void> {
  const { rows: tables } = await sql<{
    there: boolean
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (tables[0]?.there !== true) return
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const unknown = rows.find(({ name }) => !Object.hasOwn(allMigrations, name))
  if (unknown === undefined) return
  throw new Error(
    `The database was made by another version of this program (it holds ${unknown.name}, which this one does not know): ` +
      'start that version, or choose another database.',
  )
}
