import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'
import { snakeCase } from '../snake-case.ts'
import { grants } from './grants.ts'

/**
 * Gives the worker and the API exactly the rights of `grants`, taking back anything more. A role that does not exist is
 * passed over: a database with one user has neither.
 */
export async function grantRoles(db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('zhangfa grants'))`.execute(trx)
    const found = await sql<{ rolname: string }>`
      select rolname from pg_roles where rolname in (${sql.join(Object.keys(grants))}) and rolname <> current_user`.execute(
      trx,
    )
    for (const { rolname } of found.rows) await grantRole(trx, rolname)
  })
}

async function grantRole(trx: Connection, role: string): Promise<void> {
  const rights = Object.entries(grants[role] ?? {})
  const statements = [
    `revoke all on all tables in schema public from ${role}`,
    ...rights.flatMap(([table, list]) => list.map((right) => `grant ${right} on ${snakeCase(table)} to ${role}`)),
  ]
  await sql.raw(statements.join(';\n')).execute(trx)
}
