import { superior } from '../domain/superior.ts'
import type { Step } from '../model/sop-run.ts'
import { agenda } from '../run/agenda.ts'
import type { AgendaEntry } from '../run/agenda.ts'
import { stepPlan } from '../run/plan-index.ts'
import type { Recorder } from '../run/recorder.ts'
import { barredFrom } from '../run/steps.ts'
import { roleAbove } from './approval-levels.ts'
import { workForm } from './complete-step.ts'
import { finishStep } from './finish-step.ts'
import { heldOnlyBy } from './people.ts'
import { askFacts, parkOnTrouble, settle } from './settle.ts'
import { takeBranches } from './take-branches.ts'

/**
 * Does what has fallen due, oldest first, each consequence settled before the next. With `before` only what fell due strictly
 * before now is done: an act in the instant of its due is in time (design: act and due in the same instant).
 */
export function doWhatIsDue(turn: Recorder, before: boolean): void {
  settle(turn)
  for (;;) {
    const { now } = turn.context
    const due = agenda(turn.context.plan, turn.run).filter((item) => item.kind !== 'open')
    const entry = due.find((item) => (before ? item.at < now : item.at <= now))
    if (!entry) return
    parkOnTrouble(turn, entry.stepKey, () => fall(turn, entry))
    settle(turn)
  }
}

function fall(turn: Recorder, entry: AgendaEntry): void {
  const step = turn.run.steps[entry.stepKey]!
  const plan = stepPlan(turn.context.plan, step.stepId)!
  switch (entry.kind) {
    case 'look':
      return askFacts(turn, plan, step, true)
    case 'unanswered':
      return takeSilence(turn, step)
    case 'remind':
      return climb(turn, step, entry, 'step.reminded', {})
    case 'overdue':
      climb(turn, step, entry, 'step.overdue', { level: 1 })
      if (entry.level === undefined) takeBranches(turn, plan, step.key, 'overdue')
      return
    case 'reassign':
      return reassign(turn, step, entry)
    case 'notify':
      return climb(turn, step, entry, 'step.escalated', { level: 3, tell: ['store-manager'] })
    case 'open':
      return
  }
}

type Rung = 'step.reminded' | 'step.overdue' | 'step.escalated'

function climb(
  turn: Recorder,
  step: Step,
  entry: AgendaEntry,
  type: Rung,
  data: { level?: number; role?: string; tell?: string[]; covers?: number[] },
): void {
  const level = step.approvals.find((item) => item.level === entry.level)
  const role = level?.role ?? step.role ?? 'store-manager'
  const above = superior(role)
  const told = type === 'step.overdue' && above !== null ? [role, above] : [role]
  turn.emitSystem({
    type,
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      dueAt: level?.dueAt ?? step.dueAt,
      tell: told,
      tellPersons: step.assignee === null || level ? [] : [step.assignee],
      ...data,
      ...(entry.level === undefined ? {} : { approval: entry.level }),
    },
  })
}

/** overdue-2: the superior takes over (R-SUP). */
function reassign(turn: Recorder, step: Step, entry: AgendaEntry): void {
  const level = step.approvals.find((item) => item.level === entry.level)
  const role = level?.role ?? step.role ?? 'store-manager'
  const above = level ? approverAbove(turn, step, role) : (superior(role) ?? role)
  // A role that stands twice decides once (R-4EYES): the later level is covered.
  const covers = level ? step.approvals.filter((item) => item.role === above && item.level > level.level) : []
  climb(turn, step, entry, 'step.escalated', {
    level: 2,
    role: above,
    tell: [above],
    ...(covers.length > 0 ? { covers: covers.map((item) => item.level) } : {}),
  })
}

/** The superior who may still decide; without one the level stays where it is. */
function approverAbove({ context, run }: Recorder, step: Step, role: string): string {
  const barred = barredFrom(context.plan, run, step)
  const above = roleAbove(run, superior(role) ?? role, barred)
  return heldOnlyBy(run, above, barred) ? role : above
}

/** Silence is the answer the playbook gives it. */
function takeSilence(turn: Recorder, step: Step): void {
  const plan = stepPlan(turn.context.plan, step.stepId)!
  const given = plan.unanswered?.answers
  const answers = given ? workForm(turn.context, turn.run, plan, step, given, {}).answers : {}
  finishStep(turn, plan, step, { answers, by: null, system: true, late: false, unanswered: given === undefined })
}
