import type { Plan, StepPlan } from '../../model/plan.ts'
import type { TimePoint } from '../../model/time-rule.ts'
import { clockMs } from '../../time/clock.ts'
import { dayMs } from '../../time/day.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'

/** Clock of days that name none, when counted from an anchor of our own plan (catalogue 0.2). */
const plannedClock = '18:00'

/** IMPOSSIBLE_DEADLINE: a step is due before it opens, both counted from the same anchor by written durations. */
export function deadlines(c: Compiling, plan: Plan): void {
  const planned = new Set(plan.anchors.filter((anchor) => anchor.planned).map((anchor) => anchor.name))
  for (const step of c.steps) {
    const compiled = plan.steps.find((candidate) => candidate.id === step.id)
    if (compiled === undefined || compiled.opens === null || compiled.due === null) continue
    const wrong = earliestDue(compiled, planned)
    if (wrong === null) continue
    const key = step.document.hard_due === undefined ? 'due' : 'hard_due'
    report(
      c,
      'IMPOSSIBLE_DEADLINE',
      [...step.path, key],
      `'${step.id}' is due before it opens (both counted from ${wrong}).`,
      'Move one of the two.',
    )
  }
}

/** The anchor from which every way the step can be due lies before every way it can open; null when that is not so. */
function earliestDue(step: StepPlan, planned: ReadonlySet<string>): string | null {
  for (const due of step.due?.cases ?? [])
    for (const opens of step.opens?.cases ?? []) {
      if (due.at.base.kind !== 'anchor' || opens.at.base.kind !== 'anchor' || due.at.base.name !== opens.at.base.name)
        return null
      const [end, start] = [distance(due.at, planned), distance(opens.at, planned)]
      if (end === null || start === null || end >= start) return null
    }
  const base = step.due?.cases[0]?.at.base
  return base?.kind === 'anchor' ? base.name : null
}

/** Milliseconds from the anchor's midnight or instant, as far as the written text says; null when it does not. */
function distance(point: TimePoint, planned: ReadonlySet<string>): number | null {
  const { base, offset } = point
  if (base.kind !== 'anchor') return null
  if (offset === null) return point.clock === null ? 0 : clockMs(point.clock)
  if (offset.unit === 'ms') return offset.value
  if (offset.unit !== 'days') return null
  const clock = point.clock ?? (planned.has(base.name) ? plannedClock : null)
  return offset.value * dayMs + (clock === null ? 0 : clockMs(clock))
}
