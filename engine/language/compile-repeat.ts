import type { Repeat } from '../model/plan.ts'
import type { TimePoint } from '../model/time-rule.ts'
import { parseClock } from '../time/clock.ts'
import { parseDuration } from '../time/duration.ts'
import { quoted } from './assigned-value.ts'
import { timePoint } from './compile-time.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { RepeatDocument } from './document/step-document.ts'
import type { Path } from './finding.ts'
import type { FlatStep } from './flatten-steps.ts'
import type { NameScope } from './name-scope.ts'
import { headScope } from './name-scope.ts'
import { expression } from './resolve-expression.ts'
import { anyType, boolType, listType, numberType } from './typing/value-type.ts'

const allowed: Record<Repeat['kind'], readonly string[]> = {
  daily: ['daily', 'from', 'to', 'opens'],
  every: ['every', 'from', 'through', 'before', 'opens'],
  each: ['each', 'as', 'from', 'slot', 'opens'],
  until: ['until', 'max', 'every', 'opens'],
}

/** The repetition of a step. Errors: REPEAT_SHAPE, ENDLESS_LOOP (`until` without `max`), INVALID_DURATION, INVALID_TIME. */
export function repeatOf(c: Compiling, step: FlatStep, scope: NameScope): Repeat | null {
  const written = step.document.repeat
  if (written === undefined) return null
  const path = [...step.path, 'repeat']
  const kind = kindOf(written)
  const wrong = kind === null ? [] : Object.keys(written).filter((key) => !allowed[kind].includes(key))
  if (kind === null || wrong.length > 0) {
    report(
      c,
      'REPEAT_SHAPE',
      path,
      `A repetition is one of daily:, every:, each:, until:${wrong.length > 0 ? `; ${wrong.join(', ')} does not go with it` : ''}.`,
    )
    if (kind === null) return null
  }
  const opens = written.opens ?? 'grid'
  if (kind === 'daily') return daily(c, written, path, opens)
  if (kind === 'every') return every(c, written, path, opens)
  return kind === 'each' ? each(c, written, path, opens) : until(c, written, path, scope, opens)
}

function kindOf(written: RepeatDocument): Repeat['kind'] | null {
  if (written.until !== undefined) return 'until'
  const kinds = (['daily', 'each', 'every'] as const).filter((kind) => written[kind] !== undefined)
  return kinds.length === 1 ? (kinds[0] ?? null) : null
}

type Opening = Repeat['opens']

function daily(c: Compiling, written: RepeatDocument, path: Path, opens: Opening): Repeat {
  const clock = parseClock(written.daily ?? '')
  if (!clock.ok) report(c, 'INVALID_TIME', [...path, 'daily'], clock.refusal.message)
  const from = point(c, written.from, [...path, 'from'])
  const to = point(c, written.to, [...path, 'to'])
  return { kind: 'daily', clock: written.daily ?? '', from, to, opens }
}

function every(c: Compiling, written: RepeatDocument, path: Path, opens: Opening): Repeat {
  const from = point(c, written.from, [...path, 'from'])
  const made: Repeat = {
    kind: 'every',
    every: distance(c, written.every ?? '', [...path, 'every']),
    from,
    opens,
  }
  if ((written.through === undefined) === (written.before === undefined))
    report(c, 'ENDLESS_LOOP', path, 'A repetition ends either with through: (included) or with before: (excluded).')
  if (written.through !== undefined) made.through = timePoint(c, written.through, [...path, 'through'], headScope)
  else if (written.before !== undefined) made.before = timePoint(c, written.before, [...path, 'before'], headScope)
  return made
}

function each(c: Compiling, written: RepeatDocument, path: Path, opens: Opening): Repeat {
  const list = expression(c, written.each ?? '', [...path, 'each'], headScope, listType(anyType))
  const made: Repeat = { kind: 'each', list, as: written.as ?? 'item', opens }
  if (written.from !== undefined) made.from = timePoint(c, written.from, [...path, 'from'], headScope)
  if (written.slot !== undefined)
    made.slotMinutes = expression(c, written.slot, [...path, 'slot'], headScope, numberType)
  return made
}

function until(c: Compiling, written: RepeatDocument, path: Path, scope: NameScope, opens: Opening): Repeat {
  if (written.max === undefined)
    report(c, 'ENDLESS_LOOP', path, 'The repetition may never end.', 'Give max:, the largest number of repetitions.')
  const condition = expression(c, written.until ?? true, [...path, 'until'], scope, boolType)
  const made: Repeat = { kind: 'until', until: condition, max: written.max ?? 1, opens }
  if (written.every !== undefined) made.every = distance(c, written.every, [...path, 'every'])
  return made
}

function point(c: Compiling, written: string | undefined, path: Path): TimePoint {
  if (written !== undefined) return timePoint(c, written, path, headScope)
  report(c, 'MISSING_KEY', path, `'${String(path[path.length - 1])}' is missing.`)
  return { base: { kind: 'open' }, offset: null, clock: null }
}

/** The distance of repetitions as an expression that yields a duration text: written out, or a parameter. */
function distance(c: Compiling, written: string, path: Path): string {
  if (written.startsWith('params.')) return expression(c, written, path, headScope, { kind: 'duration' })
  elapsedMs(c, written, path)
  return quoted(written)
}

/** Milliseconds of a written duration of hours or less. Errors: INVALID_DURATION. */
export function elapsedMs(c: Compiling, written: string, path: Path): number {
  const parsed = parseDuration(written, 'refused')
  if (parsed.ok && 'ms' in parsed.value) return parsed.value.ms
  const why = parsed.ok
    ? `'${written}' counts in days; here only hours, minutes and seconds go`
    : parsed.refusal.message
  report(c, 'INVALID_DURATION', path, why, 'Write for example 30m or 24h.')
  return 3_600_000
}
