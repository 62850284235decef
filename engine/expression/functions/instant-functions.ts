import type { JsonValue } from '../../model/text.ts'
import { addToDay } from '../../time/day.ts'
import { parseClock, formatClock } from '../../time/clock.ts'
import { parseInstantMs, toIso } from '../../time/instant.ts'
import { dayOf, instantAt, localTimeOf } from '../../time/zone.ts'
import { valueFailure } from '../expression-failure.ts'
import { numberOf, textOf } from '../values.ts'
import type { ExpressionFunction, FunctionContext } from './expression-function.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

function msOf(value: JsonValue | undefined, name: string): number {
  const parsed = parseInstantMs(textOf(value, name))
  if (parsed.ok) return parsed.value
  throw valueFailure(`${name}: ${parsed.refusal.message}`)
}

function clockFrom(value: JsonValue | undefined, name: string): string {
  const text = textOf(value, name)
  const parsed = parseClock(text)
  if (parsed.ok) return text
  throw valueFailure(`${name}: ${parsed.refusal.message}`)
}

function later(value: JsonValue | undefined, ms: number, name: string): string {
  try {
    return toIso(Math.round(msOf(value, name) + ms))
  } catch {
    throw valueFailure(`${name} leads outside of the calendar.`)
  }
}

function addDays(values: JsonValue[], context: FunctionContext): string {
  const from = toIso(msOf(values[0], 'addDays'))
  const days = numberOf(values[1], 'addDays')
  if (!Number.isInteger(days)) throw valueFailure('addDays needs a whole number of days.')
  const clock =
    (values[2] ?? null) === null
      ? formatClock(localTimeOf(msOf(from, 'addDays'), context.zone).msOfDay)
      : clockFrom(values[2], 'addDays')
  return instantAt(addToDay(dayOf(from, context.zone), days), clock, context.zone)
}

const instant = { name: 'at', type: 'instant' }

function pair(
  name: string,
  returns: string,
  says: string,
  call: (a: number, b: number) => JsonValue,
): [string, ExpressionFunction] {
  return [
    name,
    {
      parameters: [
        { name: 'a', type: 'instant' },
        { name: 'b', type: 'instant' },
      ],
      returns,
      says,
      call: (values) => call(msOf(values[0], name), msOf(values[1], name)),
    },
  ]
}

function add(name: string, unit: string, unitMs: number): [string, ExpressionFunction] {
  return [
    name,
    {
      parameters: [instant, { name: unit, type: 'number' }],
      returns: 'instant',
      says: `The instant so many ${unit} later (earlier when negative).`,
      call: (values) => later(values[0], numberOf(values[1], name) * unitMs, name),
    },
  ]
}

/** Functions over instants and days; the zone is the store's. */
export const instantFunctions: [string, ExpressionFunction][] = [
  pair('before', 'bool', 'Whether the first instant lies before the second.', (a, b) => a < b),
  pair('after', 'bool', 'Whether the first instant lies after the second.', (a, b) => a > b),
  pair(
    'hoursBetween',
    'number',
    'Hours from the first instant to the second, negative when it is earlier.',
    (a, b) => (b - a) / hourMs,
  ),
  pair('earlier', 'instant', 'The earlier of two instants.', (a, b) => toIso(Math.min(a, b))),
  pair('later', 'instant', 'The later of two instants.', (a, b) => toIso(Math.max(a, b))),
  add('addHours', 'hours', hourMs),
  [
    'addDays',
    {
      parameters: [instant, { name: 'days', type: 'number' }, { name: 'clock', type: 'clock', optional: true }],
      returns: 'instant',
      says: 'The instant so many days later at the same clock, or at the clock given.',
      call: addDays,
    },
  ],
  [
    'clockOf',
    {
      parameters: [instant],
      returns: 'clock',
      says: "The time of day of an instant in the store's zone, as 'HH:MM'.",
      call: (values, context) => formatClock(localTimeOf(msOf(values[0], 'clockOf'), context.zone).msOfDay),
    },
  ],
]
