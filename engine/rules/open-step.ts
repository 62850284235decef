import type { StepPlan } from '../model/plan.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { ExpressionTrouble, holds } from '../run/evaluate-or-throw.ts'
import { byHandStep } from '../run/by-hand-step.ts'
import { reworkMs } from '../run/rework.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { laterOf, repetitionScope, stepDates } from '../run/step-dates.ts'
import { stepKey } from '../run/step-key.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { unansweredAt } from '../run/unanswered-at.ts'
import { msOf, toIso } from '../time/instant.ts'
import { approvalLevels, openLevel } from './approval-levels.ts'
import { askAutomation } from './ask-automation.ts'
import { decisionResults } from './decide-table.ts'
import { finishStep } from './finish-step.ts'
import { workForm } from './complete-step.ts'

/** Opens a step whose turn has come: people get a task; what the system does itself is done at once. */
export function openStep(turn: Recorder, plan: StepPlan, step: Step): void {
  if (plan.kind === 'milestone' || (plan.kind === 'decision' && plan.role === null)) {
    decideAtOnce(turn, plan, step)
    return
  }
  emitOpened(turn, plan, step)
  const opened = turn.run.steps[step.key]!
  if (plan.kind === 'automation' && plan.automation) askAutomation(turn, plan, opened, 0, plan.automation)
  else if (plan.kind === 'automation') decideAtOnce(turn, plan, opened)
  else if (plan.kind === 'approval') requestApproval(turn, plan, opened)
  else if (plan.role === null && plan.kind !== 'wait') decideAtOnce(turn, plan, opened)
}

function emitOpened(turn: Recorder, plan: StepPlan, step: Step): void {
  const { context, run } = turn
  const dates = stepDates(context, run, plan, step, context.now)
  const role = roleOf(context, run, plan, step)
  const redo = !plan.hard && dates.clockBaseAt !== context.now && isRedone(run, step, dates.dueAt)
  const named = role === null ? undefined : run.roster[role]
  turn.emitSystem({
    type: 'step.opened',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      role,
      assignee: null,
      opensAt: dates.opensAt,
      // R-REWORK: what is done again is due at its old due, but not before 24 h from now.
      dueAt: redo ? laterOf(dates.dueAt, toIso(msOf(context.now) + reworkMs)) : dates.dueAt,
      dueEstimated: dates.dueEstimated,
      clockBaseAt: redo ? context.now : (dates.clockBaseAt ?? context.now),
      unansweredAt: unansweredAt(context, run, plan, step, context.now),
      lookAt: plan.wait?.lookEveryMs === undefined ? null : toIso(msOf(context.now) + plan.wait.lookEveryMs),
      tell: role === null || (named && named.length > 0) ? [] : [role],
      tellPersons: named ?? [],
    },
  })
}

/** Whether a step that was worked on before is to be done again by a due that has not moved on since. */
function isRedone(run: SopRun, step: Step, dueAt: string | null): boolean {
  const before = run.steps[stepKey(step.stepId, step.iteration, step.visit - 1)]
  if (before === undefined || before.openedAt === null || before.dueAt === null || dueAt === null) return false
  return dueAt <= before.dueAt
}

/** The role a step falls to as the run stands; null = the system. */
export function roleOf(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  step: Pick<Step, 'iteration' | 'item' | 'gridAt'>,
): string | null {
  if (plan.role === null) return null
  if (plan.id === byHandStep.id) return (step.item as { role: string }).role
  const scope = scopeOf(context, run, repetitionScope(plan, step))
  for (const item of plan.role.cases) {
    if (item.if === null || holds(context, item.if, scope)) return item.role
  }
  throw new ExpressionTrouble(`role of ${plan.id}`, 'no case holds')
}

function decideAtOnce(turn: Recorder, plan: StepPlan, step: Step): void {
  const { context, run } = turn
  const scope = scopeOf(context, run, repetitionScope(plan, step))
  let answers: JsonObject = {}
  if (plan.decision) answers = decisionResults(context, plan.decision, scope)
  if (plan.form.length > 0) answers = { ...answers, ...workForm(context, run, plan, step, answers, {}).answers }
  finishStep(turn, plan, step, { answers, by: null, system: true, late: false })
}

/** An approval step has no doer: it is submitted as it opens, in the name of who asked for it. */
function requestApproval(turn: Recorder, plan: StepPlan, step: Step): void {
  const { context } = turn
  const scope = scopeOf(context, turn.run, repetitionScope(plan, step))
  const requester = requesterOf(turn, plan)
  const levels = approvalLevels(context, turn.run, plan, scope, requester, [])
  if (levels.length === 0) {
    finishStep(turn, plan, step, { answers: { decision: 'not_needed' }, by: null, system: true, late: false })
    return
  }
  turn.emitSystem({
    type: 'step.submitted',
    stepId: step.stepId,
    stepKey: step.key,
    data: {
      answers: {},
      reasons: {},
      late: false,
      requester,
      effectiveAt: null,
      approvals: levels as unknown as JsonObject[],
    },
  })
  turn.emitSystem(openLevel(context, plan, scope, turn.run, turn.run.steps[step.key]!, levels[0]!))
}

function requesterOf(turn: Recorder, plan: StepPlan): string | null {
  const stepId = plan.approval?.requester
  if (stepId === undefined) return null
  const done = Object.values(turn.run.steps).filter(
    (step) => step.stepId === stepId && !step.stale && step.completedBy !== null,
  )
  return done.at(-1)?.completedBy ?? null
}
