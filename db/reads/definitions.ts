import { sql } from 'kysely'
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

/** The YAML of the definition with this hash, or null. */
export async function readDefinitionText(db: Connection, sha256: string): Promise<string | null> {
  const row = await db
    .selectFrom('sopDefinition')
    .select('yaml')
    .where('sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst()
  return row?.yaml ?? null
}

export interface DefinitionListRow extends DefinitionHeading {
  title: Plan['title']
}

/** Versions of playbooks with their titles, newest first within a playbook; drafts only when asked for. */
export async function readDefinitions(
  db: Connection,
  filter: { sop?: string; drafts: boolean },
): Promise<DefinitionListRow[]> {
  return db
    .selectFrom('sopDefinition')
    .select([...heading, sql<Plan['title']>`plan->'title'`.as('title')])
    .$if(filter.sop !== undefined, (query) => query.where('sop', '=', filter.sop ?? ''))
    .$if(!filter.drafts, (query) => query.where('status', '=', 'published'))
    .orderBy('sop')
    .orderBy('savedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}
