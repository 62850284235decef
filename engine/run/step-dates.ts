import type { StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { msOf } from '../time/instant.ts'
import { lateStartDue } from '../time/late-start.ts'
import { resolveRule } from './instants.ts'
import type { InstantContext, ResolvedInstant } from './instants.ts'
import { scopeOf } from './scope.ts'
import type { TurnContext } from './turn-context.ts'

/** When an instance opens and falls due, as far as it can be known now. Instants ISO; null = not known or none. */
export interface StepDates {
  opensAt: string | null
  dueAt: string | null
  /** Instant R-ESC.n counts the allowed time from; null = the opening. */
  clockBaseAt: string | null
  dueEstimated: boolean
}

/** Names a repetition adds to its expressions: its entry under the name the playbook gives, its number and its grid instant. */
export function repetitionScope(plan: StepPlan, step: Pick<Step, 'iteration' | 'item' | 'gridAt'>): JsonObject {
  const extra: JsonObject = { iteration: step.iteration, grid: step.gridAt }
  if (plan.repeat?.kind === 'each') extra[plan.repeat.as] = step.item
  return extra
}

/**
 * Dates of one instance; `openedAt` is the instant it opens now, or null while it is only planned.
 * Planned dues counted from an anchor of our own plan follow R-LATE; hard clocks never move.
 */
export function stepDates(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  step: Pick<Step, 'iteration' | 'item' | 'gridAt'>,
  openedAt: string | null,
): StepDates {
  const at: InstantContext = {
    context,
    run,
    scope: scopeOf(context, run, repetitionScope(plan, step)),
    openedAt,
    gridAt: step.gridAt,
    serviceHours: context.plan.serviceHours && !plan.hard,
  }
  const opens = plan.opens === null ? null : resolveRule(plan.opens, at)
  const due = dueOf(plan, at)
  const onGrid = plan.repeat !== null && 'opens' in plan.repeat && plan.repeat.opens === 'grid'
  return {
    opensAt: laterOf(opens?.at ?? null, onGrid ? step.gridAt : null),
    dueAt: due === null ? null : lateStartAdjusted(run, plan, due),
    clockBaseAt: due?.baseAt ?? null,
    dueEstimated: due?.estimated ?? false,
  }
}

function dueOf(plan: StepPlan, at: InstantContext): ResolvedInstant | null {
  if (plan.due !== null) return resolveRule(plan.due, at)
  if (at.gridAt === null) return null
  return { at: at.gridAt, baseAt: null, plannedAnchor: null, estimated: false }
}

function lateStartAdjusted(run: SopRun, plan: StepPlan, due: ResolvedInstant): string {
  const anchor = due.plannedAnchor === null ? null : (run.anchors[due.plannedAnchor] ?? null)
  if (!run.lateStart || plan.hard || anchor === null) return due.at
  return lateStartDue(due.at, run.launchedAt, anchor)
}

/** The later of two instants, either of which may be missing. */
export function laterOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return msOf(a) >= msOf(b) ? a : b
}
