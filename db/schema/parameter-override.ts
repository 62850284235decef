import type { JsonValue } from '#engine/model/text.ts'
import type { ClockInstant } from './column-types.ts'

/** A store's own value for a number of a playbook. Read at launch and kept in the run. */
export interface ParameterOverrideTable {
  storeId: string
  sop: string
  name: string
  value: JsonValue
  setBy: string
  setAt: ClockInstant
}
