import type { AutomationFinished, ChildEnded, ChildStarted, ReceiveEvent, RecordFacts } from '../model/command.ts'
import type { StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { Step } from '../model/sop-run.ts'
import { stepPlan } from '../run/plan-index.ts'
import type { Recorder } from '../run/recorder.ts'
import { instancesInOrder } from '../run/steps.ts'
import { msOf, toIso } from '../time/instant.ts'
import { readAnswers } from '../form/read-answers.ts'
import { endWait, matchesWait } from './complete-wait.ts'
import { askFollowUp, finishStep } from './finish-step.ts'
import { openByHandTask } from './open-by-hand-task.ts'
import { refuseClosed } from './refuse.ts'

/** An outside event ends the wait it matches, or is kept until a step waits for it. Code: RUN_CLOSED. */
export function receiveEvent(turn: Recorder, command: ReceiveEvent): Refusal | null {
  const closed = refuseClosed(turn.run)
  if (closed) return closed
  const waiting = instancesInOrder(turn.context.plan, turn.run).find(
    ({ step, plan }) => (step.status === 'open' || step.status === 'claimed') && matchesWait(turn, plan, command),
  )
  const origin = { eventType: command.eventType, key: command.key, eventId: command.eventId }
  if (waiting) endWait(turn, waiting.plan, waiting.step, command.data, origin)
  else turn.emit({ type: 'external.received', data: { ...origin, data: command.data } })
  return null
}

/** Facts a step (or the launch) asked for have been looked up. A run that has ended meanwhile wants them no more. */
export function recordFacts(turn: Recorder, command: RecordFacts): void {
  if (refuseClosed(turn.run)) return
  const step = turn.run.steps[command.stepKey]
  const look = step ? stepPlan(turn.context.plan, step.stepId)?.wait?.lookEveryMs : undefined
  const lookAt =
    (step?.status === 'open' || step?.status === 'claimed') && look !== undefined
      ? toIso(msOf(turn.context.now) + look)
      : null
  turn.emitSystem({
    type: 'facts.recorded',
    ...(step ? { stepId: step.stepId, stepKey: step.key } : {}),
    data: { facts: command.facts, lookAt },
  })
}

/** An automation has answered: its own step is completed with its output, or parked as an incident. Late repeats are ignored. */
export function automationFinished(turn: Recorder, command: AutomationFinished): void {
  const step = turn.run.steps[command.stepKey]
  const plan = step && stepPlan(turn.context.plan, step.stepId)
  const { call, attempt } = command
  if (!step || !plan || refuseClosed(turn.run) || step.awaiting !== 'automation') return
  if (step.automationCall !== call || step.automationAttempt !== attempt) return
  if (command.error !== undefined) {
    turn.emitSystem({
      type: 'automation.failed',
      stepId: step.stepId,
      stepKey: step.key,
      data: { call, attempt, error: command.error },
    })
    turn.emitSystem({
      type: 'incident.raised',
      stepId: step.stepId,
      stepKey: step.key,
      data: { reason: `Automation gave up: ${command.error}`, call, tell: ['ops-lead'] },
    })
    return
  }
  const output = command.output ?? {}
  turn.emitSystem({
    type: 'automation.succeeded',
    stepId: step.stepId,
    stepKey: step.key,
    data: { call, attempt, output },
  })
  if (call === 0) completeAutomation(turn, plan, turn.run.steps[step.key]!, output)
  else askFollowUp(turn, plan, turn.run.steps[step.key]!, call + 1)
}

function completeAutomation(
  turn: Recorder,
  plan: StepPlan,
  step: Step,
  output: AutomationFinished['output'] & object,
): void {
  const answers = plan.form.length === 0 ? output : readAnswers(plan.form, output).answers
  finishStep(turn, plan, step, {
    answers,
    by: null,
    system: true,
    late: step.dueAt !== null && turn.context.now > step.dueAt,
  })
}

/** A child playbook was started, or is not published: then a person starts it by hand. */
export function childStarted(turn: Recorder, command: ChildStarted): void {
  const child = turn.run.children.find((item) => item.key === command.childKey)
  if (!child || child.status !== 'asked' || refuseClosed(turn.run)) return
  const step = turn.run.steps[child.stepKey]
  const target = { ...(step ? { stepId: step.stepId } : {}), stepKey: child.stepKey }
  if (command.runId !== null) {
    turn.emitSystem({
      type: 'child.started',
      ...target,
      data: { childKey: child.key, sop: child.sop, runId: command.runId, linked: command.linked },
    })
    return
  }
  turn.emitSystem({ type: 'child.notPublished', ...target, data: { childKey: child.key, sop: child.sop } })
  openByHandTask(turn, child)
}

/** A child playbook has ended; a step that awaited it may go on. */
export function childEnded(turn: Recorder, command: ChildEnded): void {
  const child = turn.run.children.find((item) => item.key === command.childKey)
  if (!child || child.status === 'ended' || refuseClosed(turn.run)) return
  const step = turn.run.steps[child.stepKey]
  turn.emitSystem({
    type: 'child.ended',
    ...(step ? { stepId: step.stepId } : {}),
    stepKey: child.stepKey,
    data: { childKey: child.key, sop: child.sop, outcome: command.outcome, record: command.record },
  })
}
