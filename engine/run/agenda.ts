import type { Plan, StepPlan } from '../model/plan.ts'
import type { Approval, SopRun, Step } from '../model/sop-run.ts'
import { ladder } from '../time/escalation.ts'
import { superior } from '../domain/superior.ts'
import { indexOf } from './plan-index.ts'
import { pendingApproval } from './steps.ts'

/** Something the run waits for in time. */
export interface AgendaEntry {
  at: string
  kind: 'open' | 'remind' | 'overdue' | 'reassign' | 'notify' | 'unanswered' | 'look'
  stepKey: string
  /** Approval level the entry is about. */
  level?: number
}

const order: Record<AgendaEntry['kind'], number> = {
  open: 0,
  look: 1,
  remind: 2,
  unanswered: 3,
  overdue: 4,
  reassign: 5,
  notify: 6,
}

/** Everything a run waits for in time, earliest first. Empty when only people or outside events are awaited, or it is paused or over. */
export function agenda(plan: Plan, run: SopRun): AgendaEntry[] {
  if (run.status !== 'running' && run.status !== 'incident') return []
  const { steps } = indexOf(plan)
  const entries: AgendaEntry[] = []
  for (const key of Object.keys(run.steps)) {
    const step = run.steps[key]!
    if (step.stale) continue
    const stepPlan = steps.get(step.stepId)
    if (stepPlan) entries.push(...entriesOf(stepPlan, step))
  }
  return entries.sort((a, b) => compare(a.at, b.at) || order[a.kind] - order[b.kind] || compare(a.stepKey, b.stepKey))
}

/**
 * The earliest instant the shell must wake the run at, or null. Opening instants up to `now` were settled already: what keeps
 * such a step closed is not time.
 */
export function nextWakeAt(plan: Plan, run: SopRun, now: string): string | null {
  return agenda(plan, run).find((entry) => entry.kind !== 'open' || entry.at > now)?.at ?? null
}

function entriesOf(plan: StepPlan, step: Step): AgendaEntry[] {
  if (step.status === 'planned') return openings(plan, step)
  if (step.status === 'submitted') {
    const level = pendingApproval(step)
    const climbed = level ? rungs(plan, step.key, level.role, { ...level, openedAt: level.openedAt! }, level.level) : []
    // An approval step is submitted as it opens; silence is still its silence (np-final-approve).
    if (plan.kind === 'approval' && step.unansweredAt !== null)
      climbed.push({ at: step.unansweredAt, kind: 'unanswered', stepKey: step.key })
    return climbed
  }
  if (step.status !== 'open' && step.status !== 'claimed') return []
  const entries = step.role === null ? [] : rungs(plan, step.key, step.role, { ...step, openedAt: step.openedAt! })
  if (step.unansweredAt !== null) entries.push({ at: step.unansweredAt, kind: 'unanswered', stepKey: step.key })
  if (step.lookAt !== null) entries.push({ at: step.lookAt, kind: 'look', stepKey: step.key })
  return entries
}

/** When a planned step may open by time (at its own instant, or, opening before it, there at the latest) or is missed. */
function openings(plan: StepPlan, step: Step): AgendaEntry[] {
  const entries: AgendaEntry[] =
    step.unansweredAt === null ? [] : [{ at: step.unansweredAt, kind: 'unanswered', stepKey: step.key }]
  if (step.awaiting !== null) return entries
  const inRow = plan.repeat !== null && plan.repeat.opens === 'before' && step.iteration > 1
  for (const at of new Set([step.opensAt, inRow ? step.gridAt : null]))
    if (at !== null) entries.push({ at, kind: 'open', stepKey: step.key })
  return entries
}

type OnClock = Pick<Step, 'dueAt' | 'clockBaseAt' | 'ladder'> & { openedAt: string }

function rungs(plan: StepPlan, stepKey: string, role: string, item: OnClock | Approval, level?: number): AgendaEntry[] {
  if (plan.escalation === 'none' || item.dueAt === null || item.openedAt === null) return []
  const live = plan.escalation === 'live'
  const climbed = ladder({
    clockBaseAt: item.clockBaseAt ?? item.openedAt,
    dueAt: item.dueAt,
    openedAt: item.openedAt,
    live,
  })
  const target = level === undefined ? { stepKey } : { stepKey, level }
  const entries: AgendaEntry[] = []
  const { reminded, overdue } = item.ladder
  if (!reminded && overdue === 0 && climbed.remindAt !== null)
    entries.push({ at: climbed.remindAt, kind: 'remind', ...target })
  if (overdue === 0) entries.push({ at: climbed.overdueAt, kind: 'overdue', ...target })
  // The ladder tops out at the store-manager, who is told at overdue-1 and replaced by nobody (R-ESC.n).
  if (live || (superior(role) === null && overdue < 2)) return entries
  if (overdue === 1 && climbed.reassignAt !== null)
    entries.push({ at: climbed.reassignAt, kind: 'reassign', ...target })
  if (overdue === 2 && climbed.notifyAt !== null) entries.push({ at: climbed.notifyAt, kind: 'notify', ...target })
  return entries
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
