import type { Plan, StepPlan } from '../model/plan.ts'
import type { TimePoint } from '../model/time-rule.ts'

/** Which steps of a playbook make up what is on air; told from what they do, not from their names. */
export interface LiveSteps {
  /** Cues on air one after the other, in the order of the playbook. */
  cues: readonly StepPlan[]
  /** Cues on an even grid beside them: reminders to say something. */
  prompts: readonly StepPlan[]
  /** Opened by hand; shifts the cues that have not begun. null = the playbook knows none. */
  interruption: StepPlan | null
  /** Opened by hand; moves the end. */
  extension: StepPlan | null
}

const known = new WeakMap<Plan, LiveSteps>()

/** The live steps of a plan. Without a cue there is nothing on air. */
export function liveSteps(plan: Plan): LiveSteps {
  const before = known.get(plan)
  if (before) return before
  const cues = plan.steps.filter((step) => step.kind === 'cue')
  const prompts = cues.filter((step) => step.repeat?.kind === 'every')
  const lined = cues.filter((step) => step.repeat === null || step.repeat.kind === 'each')
  const starts = lined.flatMap(({ repeat }) => (repeat?.kind === 'each' ? anchorOf(repeat.from) : []))
  const ends = prompts.flatMap(({ repeat }) =>
    repeat?.kind === 'every' ? anchorOf(repeat.before ?? repeat.through) : [],
  )
  const made = {
    cues: lined.toSorted((a, b) => a.order - b.order),
    prompts,
    interruption: moverOf(plan, starts),
    extension: moverOf(plan, ends),
  }
  known.set(plan, made)
  return made
}

/** The branch of an on-demand step that moves one of these anchors. */
function moverOf(plan: Plan, anchors: readonly string[]): StepPlan | null {
  const moves = (step: StepPlan) =>
    step.branches.some((branch) => Object.keys(branch.move ?? {}).some((name) => anchors.includes(name)))
  return plan.steps.find((step) => step.onDemand !== null && moves(step)) ?? null
}

function anchorOf(point: TimePoint | undefined): string[] {
  return point?.base.kind === 'anchor' ? [point.base.name] : []
}
