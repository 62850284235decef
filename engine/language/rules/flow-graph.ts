import type { JsonObject } from '../../model/text.ts'
import type { Plan, StepPlan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { truthIn } from '../enumerate.ts'

/** Ids of the steps a step waits for in one combination of values; an edge whose condition is unknown counts. */
export function predecessorsIn(c: Compiling, step: StepPlan, scope: JsonObject): string[] {
  return step.after
    .filter((edge) => edge.if === undefined || truthIn(c, edge.if, scope) !== 'no')
    .map((edge) => edge.stepId)
}

/** A circle of steps that wait for each other, in waiting order; null when there is none. */
export function findCycle(plan: Plan, predecessors: (step: StepPlan) => readonly string[]): string[] | null {
  const byId = new Map(plan.steps.map((step) => [step.id, step]))
  const state = new Map<string, 'open' | 'done'>()
  const way: string[] = []
  const visit = (id: string): string[] | null => {
    if (state.get(id) === 'done') return null
    if (state.get(id) === 'open') return way.slice(way.indexOf(id))
    const step = byId.get(id)
    if (step === undefined) return null
    state.set(id, 'open')
    way.push(id)
    for (const before of predecessors(step)) {
      const circle = before === id ? null : visit(before)
      if (circle !== null) return circle
    }
    way.pop()
    state.set(id, 'done')
    return null
  }
  for (const step of plan.steps) {
    const circle = visit(step.id)
    if (circle !== null) return fromFirst(plan, circle.reverse())
  }
  return null
}

/** The circle told from its first step in the text on. */
function fromFirst(plan: Plan, circle: readonly string[]): string[] {
  const first = plan.steps.find((step) => circle.includes(step.id))
  const at = circle.indexOf(first?.id ?? '')
  return [...circle.slice(at), ...circle.slice(0, at)]
}

/** Steps that must or may be over before a step, directly or through others. */
export function upstreamOf(plan: Plan, stepId: string): Set<string> {
  const byId = new Map(plan.steps.map((step) => [step.id, step]))
  const found = new Set<string>()
  const open = [stepId]
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const edge of byId.get(id)?.after ?? [])
      if (!found.has(edge.stepId)) {
        found.add(edge.stepId)
        open.push(edge.stepId)
      }
  return found
}
