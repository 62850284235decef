import type { Scope } from '../expression/evaluate.ts'
import type { StepPlan } from '../model/plan.ts'
import type { SopRun } from '../model/sop-run.ts'
import type { JsonValue } from '../model/text.ts'
import { parseDuration } from '../time/duration.ts'
import { dailyGrid, evenGrid } from '../time/grid.ts'
import { msOf, toIso } from '../time/instant.ts'
import type { Parsed } from '../time/parsed.ts'
import { dayOf } from '../time/zone.ts'
import { evaluateOrThrow, ExpressionTrouble } from './evaluate-or-throw.ts'
import { resolvePoint } from './instants.ts'
import type { InstantContext } from './instants.ts'
import { scopeOf } from './scope.ts'
import type { TurnContext } from './turn-context.ts'

/** One repetition to be planned: 1-based number, its instant on the grid and the list entry it stands for. */
export interface Repetition {
  iteration: number
  gridAt: string | null
  item: JsonValue
}

/**
 * The repetitions of a step as far as they are known: null while what they hang on (a list, an anchor) is not there yet.
 * A loop (`until`) has one; the others follow when it is done.
 */
export function repetitionsOf(context: TurnContext, run: SopRun, plan: StepPlan): Repetition[] | null {
  const repeat = plan.repeat
  if (repeat === null) return [{ iteration: 0, gridAt: null, item: null }]
  const scope = scopeOf(context, run)
  const at: InstantContext = { context, run, scope, openedAt: null, gridAt: null, serviceHours: false }
  switch (repeat.kind) {
    case 'until':
      return [{ iteration: 1, gridAt: null, item: null }]
    case 'daily': {
      const from = resolvePoint(repeat.from, at)
      const to = resolvePoint(repeat.to, at)
      if (from === null || to === null) return null
      const zone = run.calendar.zone
      return numbered(gridOrTrouble(plan, dailyGrid(dayOf(from.at, zone), dayOf(to.at, zone), repeat.clock, zone)))
    }
    case 'every': {
      const from = resolvePoint(repeat.from, at)
      const end = resolvePoint((repeat.through ?? repeat.before)!, at)
      if (from === null || end === null) return null
      const bound = repeat.through ? { throughMs: msOf(end.at) } : { beforeMs: msOf(end.at) }
      return numbered(
        gridOrTrouble(
          plan,
          evenGrid({ fromMs: msOf(from.at), everyMs: distanceMs(context, repeat.every, scope), ...bound }),
        ),
      )
    }
    case 'each': {
      const list = evaluateOrThrow(context, repeat.list, scope)
      if (list === null) return null
      if (!Array.isArray(list)) throw new ExpressionTrouble(repeat.list, 'it gives no list')
      const from = repeat.from ? resolvePoint(repeat.from, at) : null
      if (repeat.from && from === null) return null
      const slot = repeat.slotMinutes ? Number(evaluateOrThrow(context, repeat.slotMinutes, scope)) : 0
      return list.map((item, index) => ({
        iteration: index + 1,
        gridAt: from === null ? null : toIso(msOf(from.at) + index * slot * 60_000),
        item,
      }))
    }
  }
}

/** Distance of repetitions in ms, of a duration text of hours or less such as `15m` or a parameter. */
export function distanceMs(context: TurnContext, every: string, scope: Scope): number {
  const text = evaluateOrThrow(context, every, scope)
  const read = typeof text === 'string' ? parseDuration(text, 'refused') : null
  if (read?.ok && 'ms' in read.value) return read.value.ms
  throw new ExpressionTrouble(every, `${JSON.stringify(text)} is no duration of hours, minutes or seconds`)
}

function gridOrTrouble(plan: StepPlan, grid: Parsed<number[]>): number[] {
  if (grid.ok) return grid.value
  throw new ExpressionTrouble(plan.id, grid.refusal.message)
}

function numbered(grid: number[]): Repetition[] {
  return grid.map((ms, index) => ({ iteration: index + 1, gridAt: toIso(ms), item: null }))
}
