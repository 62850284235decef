import type { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { Run } from '../contract/runs.ts'
import type { NameOf } from '../door/person-names.ts'
import type { Sealer } from '../door/seal.ts'
import { showCalendar } from './show-calendar.ts'
import { showProgress, showStages } from './show-stages.ts'
import type { ShownStep } from './show-step.ts'
import { isOverdue, isUnderWay, peopleOf, showStep, stepPlanOf } from './show-step.ts'

export type ShownRun = z.infer<typeof Run>
type ShownCommands = ShownRun['commands']

export interface RunView {
  now: string
  sealer: Sealer
  /** Whether the caller may read what was sealed. */
  readsPii: boolean
  namesOf(ids: Iterable<string | null>): Promise<NameOf>
}

/** A whole run as the API answers it: steps in the order of the playbook, stages, progress, links. */
export async function showRun(plan: Plan, run: SopRun, view: RunView, commands: ShownCommands): Promise<ShownRun> {
  const steps = inPlanOrder(plan, run)
  const nameOf = await view.namesOf([run.launchedBy, ...steps.flatMap(peopleOf)])
  const opened = async (value: JsonObject) => (await view.sealer.open(value, view.readsPii)) as JsonObject
  // Whole, as reasons may hold sealed places too.
  const shown = await Promise.all(
    steps.map(async (step) => {
      const closed = showStep(run.id, stepPlanOf(plan, step.stepId), step, step.answers, { nameOf, now: view.now })
      return (await opened(closed as unknown as JsonObject)) as unknown as ShownStep
    }),
  )
  const underWay = steps.filter(isUnderWay)
  const stages = showStages(plan, steps)
  return {
    id: run.id,
    sopId: run.sop,
    version: run.version,
    title: plan.title,
    storeId: run.storeId,
    correlationKey: run.correlationKey,
    status: run.status,
    outcome: run.outcome,
    launchedAt: run.launchedAt,
    launchedBy: run.launchedBy,
    launchedByName: nameOf(run.launchedBy),
    endedAt: run.endedAt,
    priority: run.priority,
    dueAt: earliest(underWay.map((step) => step.dueAt)),
    overdue: underWay.some((step) => isOverdue(step, view.now)),
    seq: run.seq,
    hash: run.hash,
    planSha256: run.planSha256,
    lateStart: run.lateStart,
    pausedAt: run.pausedAt,
    stage: stages.find((stage) => stage.status === 'open')?.id ?? null,
    stages,
    progress: showProgress(steps),
    inputs: await opened(run.inputs),
    values: await opened(run.values),
    anchors: run.anchors,
    roles: run.roster,
    parameters: run.parameters,
    facts: run.facts,
    calendar: showCalendar(run.calendar, run.launchedAt, latest(steps.map((step) => step.dueAt ?? step.opensAt))),
    steps: shown,
    record: run.record === null ? null : await opened(run.record),
    links: {
      parentRunId: run.parentRunId,
      children: run.children.map(({ sop, runId, status, outcome, stepKey, awaited }) => ({
        sopId: sop,
        runId,
        status,
        outcome,
        stepId: run.steps[stepKey]?.stepId ?? stepKey,
        awaited,
      })),
    },
    commands,
  }
}

/** Steps by their place in the playbook, then visit, then repetition. */
export function inPlanOrder(plan: Plan, run: SopRun): Step[] {
  const place = new Map(plan.steps.map((step, index) => [step.id, index]))
  return Object.values(run.steps).sort(
    (a, b) => (place.get(a.stepId) ?? 0) - (place.get(b.stepId) ?? 0) || a.visit - b.visit || a.iteration - b.iteration,
  )
}

function earliest(instants: (string | null)[]): string | null {
  return instants.reduce((best, at) => (at !== null && (best === null || at < best) ? at : best), null)
}

function latest(instants: (string | null)[]): string | null {
  return instants.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null)
}
