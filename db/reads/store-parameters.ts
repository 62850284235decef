import type { JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'

export interface ParameterRow {
  name: string
  value: JsonValue
  setBy: string
  setAt: string
}

/** A store's own numbers for one playbook, with who set them when. */
export async function readParameters(db: Connection, storeId: string, sop: string): Promise<ParameterRow[]> {
  return db
    .selectFrom('parameterOverride')
    .select(['name', 'value', 'setBy', 'setAt'])
    .where('storeId', '=', storeId)
    .where('sop', '=', sop)
    .execute()
}
