import type { JsonValue } from '../model/text.ts'
import type { StoreCalendar } from '../time/store-calendar.ts'
import { readArgument } from './argument.ts'
import type { FunctionParameter, ValueType, Values } from './argument.ts'
import { DomainInputError } from './exact.ts'

/** A rule of the trade as expressions see it. */
export interface DomainFunction {
  readonly name: string
  /** Where the rule stands in the catalogue. */
  readonly rule: string
  readonly parameters: readonly FunctionParameter[]
  readonly returns: ValueType
  /** The answer may be null. */
  readonly nullable?: true
  /** Members of the returned map. */
  readonly members?: readonly string[]
  /**
   * Calls it with values as an expression holds them (bigint, Map and ISO strings are read, see `readArgument`); the calendar is the
   * run's. Gives plain JSON. Throws DomainInputError for values the rule cannot judge.
   */
  readonly call: (values: readonly unknown[], calendar: StoreCalendar) => JsonValue
}

/** Defines one function: `run` gets its parameters by name, already read and typed. */
export function define<const P extends readonly FunctionParameter[]>(definition: {
  name: string
  rule: string
  parameters: P
  returns: ValueType
  nullable?: true
  members?: readonly string[]
  run: (values: Values<P>, calendar: StoreCalendar) => JsonValue
}): DomainFunction {
  const { run, ...shown } = definition
  return {
    ...shown,
    call: (values, calendar) => {
      const most = shown.parameters.length
      if (values.length < leastArguments(shown.parameters) || values.length > most) {
        const message = `${shown.name} takes ${most} values, not ${values.length}; correct the expression.`
        throw new DomainInputError('ARGUMENT_COUNT', message, { given: values.length })
      }
      const read: Record<string, unknown> = {}
      shown.parameters.forEach((parameter, at) => {
        read[parameter.name] = readArgument(parameter, values[at], `${shown.name}: ${parameter.name}`)
      })
      return run(read as Values<P>, calendar)
    },
  }
}

/** How many values a call must give at least: optional parameters at the end may be left out. */
export function leastArguments(parameters: readonly FunctionParameter[]): number {
  let least = parameters.length
  while (least > 0 && parameters[least - 1]?.optional) least -= 1
  return least
}
