import type { Connection } from '../database.ts'

export interface SavedViewRow {
  id: string
  page: string
  name: string
  search: Record<string, string>
}

/** What a person has saved for a page, by name. */
export async function readSavedViews(db: Connection, personId: string, page: string): Promise<SavedViewRow[]> {
  return db
    .selectFrom('savedView')
    .select(['id', 'page', 'name', 'search'])
    .where('personId', '=', personId)
    .where('page', '=', page)
    .orderBy('name')
    .execute()
}
