import type { JsonValue } from '../../model/text.ts'
import type { Scope } from '../scope.ts'
import { isRecord } from '../values.ts'

/** What functions of time need beside their values: the instant of the act and the store's calendar. */
export interface FunctionContext {
  now: string | null
  zone: string
  calendar: { [key: string]: JsonValue }
}

export interface FunctionParameter {
  name: string
  /** A type of `types.ts`, as text: `money`, `list<text>`, `any`. */
  type: string
  optional?: boolean
  /** Takes any number of values. */
  rest?: boolean
}

/** A function expressions may call. */
export interface ExpressionFunction {
  parameters: FunctionParameter[]
  returns: string
  /** One sentence for the reference page. */
  says: string
  /** May be written behind a value: `words.contains('x')`. */
  method?: boolean
  call: (values: JsonValue[], context: FunctionContext) => JsonValue
}

export type FunctionTable = ReadonlyMap<string, ExpressionFunction>

/** Reads `now` and `calendar` of a scope. */
export function contextOf(scope: Scope): FunctionContext {
  const calendar = isRecord(scope['calendar']) ? scope['calendar'] : {}
  const zone = typeof calendar['zone'] === 'string' ? calendar['zone'] : 'Asia/Shanghai'
  return { now: typeof scope['now'] === 'string' ? scope['now'] : null, zone, calendar }
}
