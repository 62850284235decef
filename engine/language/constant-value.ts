import type { JsonValue } from '../model/text.ts'
import { parseClock } from '../time/clock.ts'
import { parseDay } from '../time/day.ts'
import { parseDuration } from '../time/duration.ts'
import { parseInstant } from '../time/instant.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { Path } from './finding.ts'
import { fenOf } from './money.ts'
import { didYouMean } from './suggest.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType, typeName } from './typing/value-type.ts'

/** A written constant as it is kept: yuan become fen, days, instants, clocks and durations are read. Errors: TYPE, UNKNOWN_WORD, INVALID_*. */
export function constantValue(
  c: Pick<Compiling, 'locate' | 'findings'>,
  written: unknown,
  type: ValueType,
  path: Path,
): JsonValue {
  const value = written as JsonValue
  if (value === null || type.kind === 'any') return value
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((entry, i) => constantValue(c, entry, type.of, [...path, i]))
  if (type.kind === 'record' && typeof value === 'object' && !Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        constantValue(c, member, type.members?.get(name) ?? anyType, [...path, name]),
      ]),
    )
  if (type.kind === 'number' && typeof value === 'number') return value
  if (type.kind === 'bool' && typeof value === 'boolean') return value
  if (type.kind === 'money' && typeof value === 'number') return fenOf(c, value, path)
  if (typeof value === 'string') return textConstant(c, value, type, path)
  report(
    c,
    'TYPE',
    path,
    `${JSON.stringify(value)} is not ${typeName(type)}.`,
    typeof value === 'number' ? 'Put a text in quotes.' : '',
  )
  return value
}

function textConstant(c: Pick<Compiling, 'locate' | 'findings'>, text: string, type: ValueType, path: Path): JsonValue {
  if (type.kind === 'text') return text
  if (type.kind === 'enum') {
    if (!type.of.includes(text))
      report(
        c,
        'UNKNOWN_WORD',
        path,
        `'${text}' is none of the words ${type.of.join(', ')}.`,
        didYouMean(text, type.of),
      )
    return text
  }
  const parsers = {
    day: parseDay,
    instant: parseInstant,
    clock: parseClock,
    duration: (at: string) => parseDuration(at, 'refused'),
  }
  const parse = type.kind in parsers ? parsers[type.kind as keyof typeof parsers] : null
  if (parse === null) {
    report(c, 'TYPE', path, `'${text}' is not ${typeName(type)}.`)
    return text
  }
  const parsed = parse(text)
  if (!parsed.ok) report(c, parsed.refusal.code, path, parsed.refusal.message)
  return type.kind === 'instant' && parsed.ok ? parsed.value : text
}
