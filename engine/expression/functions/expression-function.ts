import type { JsonValue } from '../../model/text.ts'
import type { Scope } from '../scope.ts'
import type { StoreCalendar } from '../../time/store-calendar.ts'
import { isRecord } from '../values.ts'

/** What functions of time need beside their values: the calendar of the run's store. */
export type FunctionContext = StoreCalendar

export interface FunctionParameter {
  name: string
  /** `any number money percent text bool instant day clock list record`. */
  type: string
  optional?: boolean
  /** Takes any number of values. */
  rest?: boolean
  /** The only texts allowed. */
  of?: readonly string[]
  /** Members of a record, or of every record in a list. */
  fields?: readonly FunctionParameter[]
}

/** A function expressions may call. */
export interface ExpressionFunction {
  parameters: readonly FunctionParameter[]
  /** A type as above, or how it follows from the values: `same` kind, `second`, `common`, `first`, `entry` of the first list. */
  returns: string
  /** Members of a returned record. */
  members?: readonly string[]
  /** One sentence for the reference page. */
  says: string
  /** Rule of the catalogue it stands for. */
  rule?: string
  /** May be written behind a value: `words.contains('x')`. */
  method?: boolean
  call: (values: JsonValue[], context: FunctionContext) => JsonValue
}

export type FunctionTable = ReadonlyMap<string, ExpressionFunction>

const houseCalendar: StoreCalendar = {
  zone: 'Asia/Shanghai',
  holidays: [],
  makeUpWorkdays: [],
  coversUntil: '1970-01-01',
  serviceHours: { from: '00:00', to: '24:00' },
}

/** The `calendar` of a scope; what it leaves out is the house's: Asia/Shanghai, Mon–Fri, no holidays known. */
export function contextOf(scope: Scope): FunctionContext {
  const calendar = scope['calendar']
  return isRecord(calendar) ? { ...houseCalendar, ...(calendar as Partial<StoreCalendar>) } : houseCalendar
}
