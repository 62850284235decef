import { evaluate } from '../expression/evaluate.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { evaluateOrThrow, ExpressionTrouble, holds } from '../run/evaluate-or-throw.ts'
import { expandPlaceholder, plannedEvent } from '../run/plan-steps.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { repetitionScope, stepDates } from '../run/step-dates.ts'
import { currentInstances, instancesInOrder, isActive, isOver } from '../run/steps.ts'
import { completeWait } from './complete-wait.ts'
import { endByHandChild } from './end-by-hand-child.ts'
import { endRun, endWhenStarted } from './end-run.ts'
import { openStep } from './open-step.ts'
import { predecessorsOver } from './predecessors-over.ts'
import { nextOfLoop } from './next-of-loop.ts'

/**
 * Works out every consequence of the last event, to a fixpoint: steps open, are skipped by rule, loops go on, the run ends.
 * An expression that fails parks its step as an incident and stops nobody else; it never takes a branch.
 */
export function settle(turn: Recorder): void {
  for (;;) {
    const { status } = turn.run
    if (status !== 'running' && status !== 'incident') return
    if (turn.run.ending !== null) return endWhenStarted(turn)
    if (!settleOnce(turn)) break
  }
  endWhenDone(turn)
}

/** One pass over the steps; says whether something changed. */
function settleOnce(turn: Recorder): boolean {
  if (endByHandChild(turn)) return true
  const instances = instancesInOrder(turn.context.plan, turn.run)
  // A loop goes on before anybody looks whether it is over.
  const loops = instances.filter(({ step, plan }) => step.status === 'done' && plan.repeat?.kind === 'until')
  for (const { step, plan } of [...loops, ...instances]) {
    const before = turn.run.seq
    parkOnTrouble(turn, step.key, () => settleStep(turn, plan, step))
    if (turn.run.seq !== before) return true
  }
  return false
}

/** Does something for a step, whole or not at all: an expression that fails on the way parks the step as an incident. */
export function parkOnTrouble(turn: Recorder, key: string, act: () => void): void {
  const takeBack = turn.mark()
  try {
    act()
  } catch (trouble) {
    if (!(trouble instanceof ExpressionTrouble)) throw trouble
    takeBack()
    turn.emitSystem({
      type: 'incident.raised',
      stepId: turn.run.steps[key]!.stepId,
      stepKey: key,
      data: { reason: trouble.message, expression: trouble.source, tell: ['ops-lead'] },
    })
  }
}

function settleStep(turn: Recorder, plan: StepPlan, step: Step): void {
  if (step.status === 'planned') settlePlanned(turn, plan, step)
  else if ((step.status === 'open' || step.status === 'claimed') && plan.wait) completeWait(turn, plan, step)
  else if (step.status === 'done' && plan.repeat?.kind === 'until') nextOfLoop(turn, plan, step)
}

function settlePlanned(turn: Recorder, plan: StepPlan, step: Step): void {
  if (step.awaiting !== null) return
  const over = predecessorsOver(turn, plan, step)
  if (plan.repeat !== null && step.iteration === 0) {
    const expansion = expandPlaceholder(turn.context, turn.run, plan, step)
    if (expansion !== null) turn.emitSystem(expansion)
    else if (over) skip(turn, step, 'no entries')
    return
  }
  if (!over) return
  const scope = scopeOf(turn.context, turn.run, repetitionScope(plan, step))
  if (plan.when !== null && !holds(turn.context, plan.when, scope)) {
    skip(turn, step, plan.whenRule ?? plan.when)
    return
  }
  if (waitsForInstant(turn, plan, step)) return
  if (plan.facts.length > 0 && step.factsAt === null) {
    askFacts(turn, plan, step, false)
    return
  }
  openStep(turn, plan, step)
}

function skip(turn: Recorder, step: Step, rule: string): void {
  turn.emitSystem({ type: 'step.skippedByRule', stepId: step.stepId, stepKey: step.key, data: { rule } })
}

/** Whether the step is held back until an instant; a newly known instant is planned so that the agenda sees it. */
function waitsForInstant(turn: Recorder, plan: StepPlan, step: Step): boolean {
  const dates = stepDates(turn.context, turn.run, plan, step, null)
  const changed = dates.opensAt !== step.opensAt
  if (changed) {
    const { key, stepId, iteration, visit, item, gridAt, hard, offered } = step
    turn.emitSystem(
      plannedEvent('its turn has come', [
        {
          key,
          stepId,
          iteration,
          visit,
          item,
          gridAt,
          hard,
          offered,
          opensAt: dates.opensAt,
          dueAt: dates.dueAt,
          dueEstimated: dates.dueEstimated,
        },
      ]),
    )
  }
  return dates.opensAt !== null && dates.opensAt > turn.context.now
}

/** Asks the named queries of a step; `look` = again, while it waits. */
export function askFacts(turn: Recorder, plan: StepPlan, step: Step, look: boolean): void {
  const scope = scopeOf(turn.context, turn.run, repetitionScope(plan, step))
  const queries = plan.facts.map(({ name, query, with: given }) => {
    const input: JsonObject = {}
    for (const [key, source] of Object.entries(given)) input[key] = evaluateOrThrow(turn.context, source, scope)
    return { name, query, with: input }
  })
  turn.emitSystem({ type: 'facts.requested', stepId: step.stepId, stepKey: step.key, data: { queries, look } })
}

/** The run ends when every step that is waited for is over; watches and on-demand steps still open are cancelled. */
function endWhenDone(turn: Recorder): void {
  const { run, context } = turn
  if (run.status !== 'running') return
  for (const plan of context.plan.steps) {
    const waited = plan.onDemand === null && !plan.optional
    for (const step of currentInstances(run, plan.id)) {
      if (step.awaiting === 'automation' || step.awaiting === 'child') return
      if (waited && (!isOver(step) || isActive(step))) return
    }
  }
  endRun(turn, outcomeOf(turn))
}

/** The playbook's own word for the end; a condition that cannot be worked out does not hold: a run must be able to end. */
function outcomeOf(turn: Recorder): string {
  const scope = scopeOf(turn.context, turn.run)
  const { outcome } = turn.context.plan
  const matches = (source: string) => {
    const result = evaluate(turn.context.programs, source, scope)
    return result.ok && result.value === true
  }
  return outcome.find((item) => item.if === null || matches(item.if))?.then ?? 'completed'
}
