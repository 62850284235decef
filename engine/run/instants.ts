import type { Scope } from '../expression/evaluate.ts'
import type { Offset, TimePoint, TimeRule } from '../model/time-rule.ts'
import type { SopRun } from '../model/sop-run.ts'
import { durationOf } from '../time/duration.ts'
import type { Duration } from '../time/duration.ts'
import { msOf, parseInstant, toIso } from '../time/instant.ts'
import { addServiceTimeMs } from '../time/service-time.ts'
import { addDaysAtClockMs, addDurationMs, addWorkingDaysMs } from '../time/working-days.ts'
import { instantAt } from '../time/zone.ts'
import { evaluateOrThrow, textOrNull } from './evaluate-or-throw.ts'
import { currentInstances } from './steps.ts'
import type { TurnContext } from './turn-context.ts'

/** An instant a rule gives, the instant its duration counts from, and whether it lies past the holiday table. */
export interface ResolvedInstant {
  at: string
  /** Null for calendar dues: they count from the opening (R-ESC.n). */
  baseAt: string | null
  /** The anchor it is counted from, if that anchor is one plans are counted back from (R-LATE). */
  plannedAnchor: string | null
  estimated: boolean
}

/** What an instant is worked out against: the run, the scope of its expressions and the step's own opening and grid instant. */
export interface InstantContext {
  context: TurnContext
  run: SopRun
  scope: Scope
  openedAt: string | null
  gridAt: string | null
  /** Planned dues of after-sale work count only inside the store's service hours. */
  serviceHours: boolean
}

/** The first case that holds, resolved; null while what it counts from is not known yet, or when no case holds. */
export function resolveRule(rule: TimeRule, at: InstantContext): ResolvedInstant | null {
  for (const item of rule.cases) {
    if (item.if !== null && evaluateOrThrow(at.context, item.if, at.scope) !== true) continue
    return resolvePoint(item.at, at)
  }
  return null
}

/** One time point, resolved; null while its base is not known yet. */
export function resolvePoint(point: TimePoint, at: InstantContext): ResolvedInstant | null {
  const base = baseInstant(point, at)
  if (base === null) return null
  const anchor =
    point.base.kind === 'anchor' ? at.context.plan.anchors.find((item) => item.name === baseName(point)) : undefined
  const planned = anchor?.planned === true
  const offset = point.offset === null ? { ms: 0, sign: 1 as const } : signedDuration(point.offset, at)
  if (offset === null) return null
  const resolved = shift(base, offset, point.clock, planned, at)
  // No duration runs from an instant that is the due itself or lies after it (`L`, `S - 1h`): such dues count from the opening.
  const byCalendar = ('days' in offset && (planned || point.clock !== null)) || resolved.ms <= msOf(base)
  return {
    at: toIso(resolved.ms),
    baseAt: byCalendar ? null : base,
    plannedAnchor: planned ? baseName(point) : null,
    estimated: resolved.estimated,
  }
}

type SignedDuration = Duration & { sign: 1 | -1 }

function shift(base: string, offset: SignedDuration, clock: string | null, planned: boolean, at: InstantContext) {
  const calendar = at.run.calendar
  const ms = msOf(base)
  if ('days' in offset && (planned || clock !== null)) {
    return { ms: addDaysAtClockMs(ms, offset.sign * offset.days, calendar.zone, clock ?? undefined), estimated: false }
  }
  if ('workingDays' in offset) {
    const counted = addWorkingDaysMs(ms, offset.sign * offset.workingDays, calendar)
    return {
      ms: clock === null ? counted.atMs : atClock(counted.atMs, clock, calendar.zone),
      estimated: counted.estimated,
    }
  }
  if ('ms' in offset && at.serviceHours && offset.sign === 1) {
    return { ms: addServiceTimeMs(ms, offset.ms, calendar), estimated: false }
  }
  return { ms: addDurationMs(ms, offset, calendar, offset.sign).atMs, estimated: false }
}

function atClock(ms: number, clock: string, zone: string): number {
  return addDaysAtClockMs(ms, 0, zone, clock)
}

function baseName(point: TimePoint): string {
  return point.base.kind === 'anchor' ? point.base.name : ''
}

function baseInstant(point: TimePoint, at: InstantContext): string | null {
  switch (point.base.kind) {
    case 'anchor':
      return at.run.anchors[point.base.name] ?? null
    case 'open':
      return at.openedAt
    case 'step':
      return effectiveInstant(at.run, point.base.stepId)
    case 'value':
      if (point.base.expression === 'grid') return at.gridAt
      return instantOf(textOrNull(at.context, point.base.expression, at.scope), at)
  }
}

/** The business instant of a step that is done: the latest of its repetitions. */
export function effectiveInstant(run: SopRun, stepId: string): string | null {
  let latest: string | null = null
  for (const step of currentInstances(run, stepId)) {
    if (step.effectiveAt !== null && (latest === null || step.effectiveAt > latest)) latest = step.effectiveAt
  }
  return latest
}

function instantOf(text: string | null, at: InstantContext): string | null {
  if (text === null) return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return instantAt(text, '00:00', at.run.calendar.zone)
  const parsed = parseInstant(text)
  return parsed.ok ? parsed.value : null
}

function signedDuration(offset: Offset, at: InstantContext): SignedDuration | null {
  switch (offset.unit) {
    case 'ms':
      return { ms: Math.abs(offset.value), sign: offset.value < 0 ? -1 : 1 }
    case 'days':
      return { days: Math.abs(offset.value), sign: offset.value < 0 ? -1 : 1 }
    case 'workingDays':
      return { workingDays: Math.abs(offset.value), sign: offset.value < 0 ? -1 : 1 }
    case 'expression': {
      const text = textOrNull(at.context, offset.value, at.scope)
      return text === null ? null : { ...durationOf(text), sign: offset.sign }
    }
  }
}

/** Duration text (`24h`, `3wd`) after an instant, with the run's calendar; used where a rule names a plain duration. */
export function afterDuration(run: SopRun, instant: string, text: string, serviceHours: boolean): string {
  const duration = durationOf(text)
  if ('ms' in duration && serviceHours) return toIso(addServiceTimeMs(msOf(instant), duration.ms, run.calendar))
  return toIso(addDurationMs(msOf(instant), duration, run.calendar).atMs)
}
