import type { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import { isWorkingDay } from '#engine/time/store-calendar.ts'
import { dayOf } from '#engine/time/zone.ts'
import type { Preview } from '../contract/steering.ts'
import type { NameOf } from '../door/person-names.ts'
import { inPlanOrder } from './show-run.ts'
import { stepPlanOf } from './show-step.ts'

type ShownPreview = z.infer<typeof Preview>
type Change = ShownPreview['changes'][number]

const over = new Set<Step['status']>(['done', 'skipped', 'cancelled'])

/** What differs in dates between a run and what it would be: steps that come, go, or open or fall due at another time. */
export function showPreview(
  plan: Plan,
  before: SopRun,
  after: SopRun,
  view: { nameOf: NameOf; now: string },
): ShownPreview {
  const all = inPlanOrder(plan, { ...before, steps: { ...before.steps, ...after.steps } })
  const live = all.filter((step) => !over.has((before.steps[step.key] ?? step).status))
  const changes = live.flatMap((step) => {
    const [old, next] = [before.steps[step.key], after.steps[step.key]]
    const same = old !== undefined && next !== undefined && old.opensAt === next.opensAt && old.dueAt === next.dueAt
    return same ? [] : [showChange(plan, after, { step, old, next }, view)]
  })
  return { runId: before.id, anchors: movedAnchors(before, after), changes, unchanged: live.length - changes.length }
}

function showChange(
  plan: Plan,
  run: SopRun,
  { step, old, next }: { step: Step; old: Step | undefined; next: Step | undefined },
  { nameOf, now }: { nameOf: NameOf; now: string },
): Change {
  const dueAt = next?.dueAt ?? null
  const known = stepPlanOf(plan, step.stepId)
  return {
    instanceKey: step.key,
    stepId: step.stepId,
    title: known.title,
    status: step.status,
    role: step.role ?? known.role?.cases.at(-1)?.role ?? null,
    assigneeName: nameOf(step.assignee),
    old: old ? { opensAt: old.opensAt, dueAt: old.dueAt } : null,
    new: next ? { opensAt: next.opensAt, dueAt: next.dueAt } : null,
    late: dueAt !== null && dueAt < now,
    dayOff: dueAt !== null && !step.hard && !isWorkingDay(dayOf(dueAt, run.calendar.zone), run.calendar),
    dueEstimated: next?.dueEstimated ?? false,
  }
}

function movedAnchors(before: SopRun, after: SopRun): ShownPreview['anchors'] {
  const moved = Object.keys(after.anchors).filter((name) => before.anchors[name] !== after.anchors[name])
  return Object.fromEntries(
    moved.map((name) => [name, { old: before.anchors[name] ?? null, new: after.anchors[name] ?? null }]),
  )
}
