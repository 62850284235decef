import type { Plan } from '#engine/model/plan.ts'
import type { Step } from '#engine/model/sop-run.ts'
import type { ShownRun } from './show-run.ts'
import { isUnderWay, stepPlanOf } from './show-step.ts'

/** What progress is counted by. */
export type CountedStep = Pick<Step, 'stepId' | 'iteration' | 'visit' | 'status'>

const over = new Set<Step['status']>(['done', 'skipped', 'cancelled'])

/** How far each stage is. */
export function showStages(plan: Plan, steps: readonly CountedStep[]): ShownRun['stages'] {
  const current = latestVisits(steps)
  return plan.stages.map(({ id, title }) => {
    const own = current.filter((step) => stepPlanOf(plan, step.stepId).stage === id)
    const done = own.filter((step) => over.has(step.status)).length
    const begun = done > 0 || own.some(isUnderWay)
    const status = own.length > 0 && done === own.length ? 'done' : begun ? 'open' : 'planned'
    return { id, title, status, done, total: own.length }
  })
}

/** How far the run is as a whole. */
export function showProgress(steps: readonly CountedStep[]): ShownRun['progress'] {
  const current = latestVisits(steps)
  const done = current.filter((step) => over.has(step.status)).length
  const open = current.filter(isUnderWay).length
  const total = current.length
  return {
    done,
    open,
    planned: total - done - open,
    total,
    percent: total === 0 ? 0 : Math.floor((done * 100) / total),
  }
}

/** An earlier visit of a step that was returned to counts no more. */
function latestVisits<One extends CountedStep>(steps: readonly One[]): One[] {
  const latest = new Map<string, number>()
  for (const { stepId, iteration, visit } of steps) {
    const slot = `${stepId}:${iteration}`
    latest.set(slot, Math.max(visit, latest.get(slot) ?? 0))
  }
  return steps.filter((step) => latest.get(`${step.stepId}:${step.iteration}`) === step.visit)
}
