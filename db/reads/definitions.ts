import type { Plan } from '#engine/model/plan.ts'
import type { Connection } from '../database.ts'

/** A playbook version as kept; the plan is left out where only its name is asked for. */
export interface DefinitionHeading {
  id: string
  sop: string
  version: string
  sha256: string
  status: 'draft' | 'published'
  authorId: string
  savedAt: string
  publishedBy: string | null
  publishedAt: string | null
}

const heading = [
  'id',
  'sop',
  'version',
  'sha256',
  'status',
  'authorId',
  'savedAt',
  'publishedBy',
  'publishedAt',
] as const

/** All published versions, without plans, newest first within a playbook. */
export async function readPublished(db: Connection): Promise<DefinitionHeading[]> {
  return db
    .selectFrom('sopDefinition')
    .select(heading)
    .where('status', '=', 'published')
    .orderBy('sop')
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** One version by its id, or null. */
export async function readDefinition(
  db: Connection,
  id: string,
): Promise<(DefinitionHeading & { yaml: string; plan: Plan }) | null> {
  const row = await db
    .selectFrom('sopDefinition')
    .select([...heading, 'yaml', 'plan'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The plan with this hash, or null. */
export async function readPlan(db: Connection, sha256: string): Promise<Plan | null> {
  const row = await db
    .selectFrom('sopDefinition')
    .select('plan')
    .where('sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst()
  return row?.plan ?? null
}
