import type { StepPlan } from '../model/plan.ts'
import type { SopRun, Step, StepStatus } from '../model/sop-run.ts'
import type { JsonValue, Text } from '../model/text.ts'
import { answeredScope } from '../run/answered-scope.ts'
import { evaluateOrThrow, holds } from '../run/evaluate-or-throw.ts'
import { scopeOf } from '../run/scope.ts'
import { currentInstances, isActive } from '../run/steps.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { msOf, toIso } from '../time/instant.ts'
import { liveSteps } from './live-steps.ts'

/** One cue: planned by the playbook, with what has happened to it. */
export interface Cue {
  key: string
  stepId: string
  title: Text
  hint: Text
  /** What the cue is about, of the list it stands in: an item of the line-up. */
  entry: JsonValue
  status: StepStatus
  revision: number
  /** Starts at its own instant, never earlier; other cues follow the one before them at once. */
  fixed: boolean
  plannedStartAt: string
  durationMs: number
  /** Typed start of a cue that is over, where its form has one. */
  startedAt: string | null
  /** When it was done, or skipped by somebody. */
  endedAt: string | null
}

/** A reminder on the even grid; the grid does not move. */
export interface Prompt {
  key: string
  stepId: string
  title: Text
  hint: Text
  dueAt: string
  status: StepStatus
  revision: number
  saidAt: string | null
}

/** A stretch during which nothing counts; `to` null = it goes on. */
export interface Pause {
  key: string
  from: string
  to: string | null
}

/** Everything a desk counts from; it changes only by events of the run, never by time. */
export interface CueSheet {
  cues: readonly Cue[]
  prompts: readonly Prompt[]
  pauses: readonly Pause[]
  /** Planned end of the last cue. */
  endAt: string
}

/** The cue sheet of a run; null when its playbook has no cue, or none has a planned start yet. */
export function cueSheet(context: TurnContext, run: SopRun): CueSheet | null {
  const live = liveSteps(context.plan)
  const cues = live.cues.flatMap((plan) => cuesOf(context, run, plan))
  const last = cues.at(-1)
  if (!last) return null
  return {
    cues,
    prompts: live.prompts.flatMap((plan) => promptsOf(run, plan)),
    pauses: live.interruption === null ? [] : pausesOf(context, run, live.interruption),
    endAt: toIso(msOf(last.plannedStartAt) + last.durationMs),
  }
}

function cuesOf(context: TurnContext, run: SopRun, plan: StepPlan): Cue[] {
  const slotMs = slotOf(context, run, plan)
  return counting(run, plan).flatMap((step) => {
    const startAt = slotMs === null ? step.opensAt : step.gridAt
    if (startAt === null) return []
    const ownMs = step.dueAt === null ? 0 : Math.max(0, msOf(step.dueAt) - msOf(startAt))
    const ended = step.status === 'done' || (step.status === 'skipped' && step.completedBy !== null)
    return [
      {
        ...named(plan, step),
        entry: step.item,
        fixed: slotMs === null,
        plannedStartAt: startAt,
        durationMs: slotMs ?? ownMs,
        startedAt: plan.businessInstant !== null && step.status === 'done' ? step.effectiveAt : null,
        endedAt: ended ? step.completedAt : null,
      },
    ]
  })
}

/** Milliseconds each repetition is given; null for a cue that stands alone. */
function slotOf(context: TurnContext, run: SopRun, plan: StepPlan): number | null {
  if (plan.repeat?.kind !== 'each') return null
  const { slotMinutes } = plan.repeat
  return slotMinutes === undefined
    ? 0
    : Math.round(Number(evaluateOrThrow(context, slotMinutes, scopeOf(context, run))) * 60_000)
}

function promptsOf(run: SopRun, plan: StepPlan): Prompt[] {
  return counting(run, plan).flatMap((step) =>
    step.gridAt === null
      ? []
      : [{ ...named(plan, step), dueAt: step.gridAt, saidAt: step.status === 'done' ? step.completedAt : null }],
  )
}

/** Interruptions that stopped the clock: those that go on, and those whose end moved what was still to come. */
function pausesOf(context: TurnContext, run: SopRun, plan: StepPlan): Pause[] {
  return currentInstances(run, plan.id).flatMap((step): Pause[] => {
    if (isActive(step)) return [{ key: step.key, from: step.openedAt!, to: null }]
    if (step.status !== 'done' || !movedOn(context, run, plan, step)) return []
    const from = step.effectiveAt ?? step.openedAt!
    return [{ key: step.key, from, to: endOf(plan, step) }]
  })
}

function movedOn(context: TurnContext, run: SopRun, plan: StepPlan, step: Step): boolean {
  const scope = answeredScope(context, run, plan, step, step.answers)
  return plan.branches.some(
    (branch) => branch.move !== undefined && (branch.if === undefined || holds(context, branch.if, scope)),
  )
}

/** The other instant its form asks for, else the completion. */
function endOf(plan: StepPlan, step: Step): string | null {
  const field = plan.form.find(({ type, name }) => type === 'datetime' && name !== plan.businessInstant)
  const typed = field === undefined ? undefined : step.answers[field.name]
  return typeof typed === 'string' ? typed : step.completedAt
}

/** Repetitions that take part: a placeholder of an unknown list and what was cancelled do not. */
function counting(run: SopRun, plan: StepPlan): Step[] {
  return currentInstances(run, plan.id).filter(
    (step) => step.status !== 'cancelled' && (plan.repeat === null || step.iteration > 0),
  )
}

function named(plan: StepPlan, step: Step) {
  const { key, stepId, status, revision } = step
  return { key, stepId, title: plan.title, hint: plan.hint, status, revision }
}
