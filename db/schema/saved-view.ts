import type { ClockInstant } from './column-types.ts'

/** What a person keeps of a page's filters, under a name of their own. */
export interface SavedViewTable {
  id: string
  personId: string
  /** Page it belongs to, e.g. `boards`. */
  page: string
  name: string
  /** The filters as they stand in the page's address. */
  search: Record<string, string>
  savedAt: ClockInstant
}
