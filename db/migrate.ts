import { Migrator } from 'kysely'
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
