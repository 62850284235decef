import type { Offset, TimeBase, TimePoint, TimeRule } from '../model/time-rule.ts'
import { parseClock } from '../time/clock.ts'
import { parseDuration } from '../time/duration.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { Path } from './finding.ts'
import type { NameScope } from './name-scope.ts'
import { expression } from './resolve-expression.ts'
import { didYouMean } from './suggest.ts'
import { boolType, instantType } from './typing/value-type.ts'

interface Case {
  if?: string | number | boolean | undefined
  then?: string | undefined
  else?: string | undefined
}

type Written = string | Case[]

const nowhere: TimePoint = { base: { kind: 'open' }, offset: null, clock: null }
const form =
  /^(?<base>.+?)(?:\s+(?<sign>[+-])\s+(?<size>\d[0-9a-z]*|params\.\w+|\(.+\)))?(?:\s+(?<clock>\d{1,2}:\d{2}))?$/

/** A TimeRule of `T - 15d 10:00`, or of cases. Errors: INVALID_TIME, INVALID_DURATION, and those of expressions. */
export function timeRule(c: Compiling, written: Written, path: Path, scope: NameScope): TimeRule {
  if (typeof written === 'string') return { cases: [{ if: null, at: timePoint(c, written, path, scope) }] }
  return {
    cases: written.map((entry, i) => {
      const at = [...path, i]
      if (entry.else !== undefined) return { if: null, at: timePoint(c, entry.else, [...at, 'else'], scope) }
      const condition = entry.if === undefined ? null : expression(c, entry.if, [...at, 'if'], scope, boolType)
      return { if: condition, at: timePoint(c, entry.then ?? 'open', [...at, 'then'], scope) }
    }),
  }
}

/** One instant: base, ± duration, clock. */
export function timePoint(c: Compiling, written: string, path: Path, scope: NameScope): TimePoint {
  const text = written.trim()
  if (/^\d+[a-z]+$/.test(text)) {
    report(
      c,
      'INVALID_TIME',
      path,
      `'${text}' does not say what it counts from.`,
      `Write 'open + ${text}' or '<anchor> + ${text}'.`,
    )
    return nowhere
  }
  const parts = form.exec(text)?.groups
  if (parts?.['base'] === undefined) {
    report(c, 'INVALID_TIME', path, `'${text}' is no instant.`, "Write 'T - 15d 10:00', 'open + 4h' or '<step> + 24h'.")
    return nowhere
  }
  const sign = parts['sign'] === '-' ? -1 : 1
  const base = timeBase(c, parts['base'], path, scope)
  const offset = parts['size'] === undefined ? null : offsetOf(c, parts['size'], sign, path, scope)
  return { base, offset, clock: clockOf(c, parts['clock'], offset, path) }
}

function timeBase(c: Compiling, text: string, path: Path, scope: NameScope): TimeBase {
  if (text === 'open') return { kind: 'open' }
  if (text === 'grid') return { kind: 'value', expression: 'grid' }
  if (c.names.anchors.has(text)) return { kind: 'anchor', name: text }
  const step = c.names.stepsById.get(text)
  if (step !== undefined) return { kind: 'step', stepId: text }
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(text)) {
    // A kebab-case word would read as a subtraction: it can only be meant as a step.
    report(c, 'UNKNOWN_STEP', path, `There is no step '${text}' to count from.`, stepHint(c, text))
    return { kind: 'open' }
  }
  return { kind: 'value', expression: expression(c, text, path, scope, instantType) }
}

function offsetOf(c: Compiling, size: string, sign: 1 | -1, path: Path, scope: NameScope): Offset | null {
  if (size.startsWith('params.') || size.startsWith('('))
    return { unit: 'expression', value: expression(c, size, path, scope, { kind: 'duration' }), sign }
  const parsed = parseDuration(size, 'refused')
  if (!parsed.ok) {
    report(c, 'INVALID_DURATION', path, parsed.refusal.message)
    return null
  }
  const { value } = parsed
  if ('ms' in value) return { unit: 'ms', value: sign * value.ms }
  if ('days' in value) return { unit: 'days', value: sign * value.days }
  return { unit: 'workingDays', value: sign * value.workingDays }
}

function clockOf(c: Compiling, text: string | undefined, offset: Offset | null, path: Path): string | null {
  if (text === undefined) return null
  const parsed = parseClock(text)
  if (!parsed.ok) report(c, 'INVALID_TIME', path, parsed.refusal.message)
  else if (offset?.unit === 'ms')
    report(c, 'INVALID_TIME', path, 'A clock goes only with whole days.', `Leave out ${text} or count in days.`)
  return text
}

function stepHint(c: Compiling, text: string): string {
  return didYouMean(text, c.names.stepsById.keys())
}
