import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** Which runs a caller sees: everything in some stores, some playbooks in others, and what they launched. */
export interface RunScope {
  personId: string
  wholeStores: readonly string[]
  playbooks: readonly { storeId: string; sop: string }[]
}

/** The condition over `sop_run r` that keeps what the caller may see. */
export function isSeen(scope: RunScope): RawBuilder<boolean> {
  const stores = scope.playbooks.map(({ storeId }) => storeId)
  const sops = scope.playbooks.map(({ sop }) => sop)
  return sql<boolean>`(r.store_id = any(${[...scope.wholeStores]}::text[]) or r.launched_by = ${scope.personId}
    or (r.store_id, r.sop) in (select * from unnest(${stores}::text[], ${sops}::text[])))`
}

/** The condition over `sop_run r` that keeps runs under way. */
export const isUnderWay = sql<boolean>`r.status in ('running', 'paused', 'incident')`

/** Part of the correlation key, or the start of the run's id. */
export function holdsText(text: string): RawBuilder<boolean> {
  const plain = text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
  return sql<boolean>`(r.correlation_key ilike ${`%${plain}%`} or r.id like ${`${plain}%`})`
}
