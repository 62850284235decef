import type { Actor } from '../model/people.ts'
import type { Plan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun } from '../model/sop-run.ts'
import { newProgramCache } from '../expression/evaluate.ts'
import { stepPlan } from '../run/plan-index.ts'
import { Recorder } from '../run/recorder.ts'
import { contextOf } from '../run/turn-context.ts'
import { refuseApproval } from './refuse-approval.ts'
import { refuseClaimStep } from './claim-step.ts'
import { refuseCompleteStep } from './complete-step.ts'
import { refuseNudgeStep } from './nudge-step.ts'
import { refuseOpenOnDemand } from './open-on-demand.ts'
import { refuseReassignStep } from './reassign-step.ts'
import { refuseMoveAnchor } from './move-anchor.ts'
import { refuseReleaseStep } from './release-step.ts'
import { refuseReopenStep } from './reopen-step.ts'
import { refuseReviseStep } from './revise-step.ts'
import { refuseSkipStep } from './skip-step.ts'
import { refuseSteerRun } from './steer-run.ts'

/** A command a page may offer, or the reason it is greyed out. */
export interface PossibleCommand {
  type: string
  allowed: boolean
  reason?: Refusal
}

const someReason = 'asked for at the door'

/**
 * What a person may do with a step (or with one level of its approval) at `now`, by the very rules the host decides with.
 * Answers are not looked at: a complete may still be blocked by its form.
 */
export function possibleCommands(
  plan: Plan,
  run: SopRun,
  stepKey: string,
  actor: Actor,
  now: string,
  level?: number,
): PossibleCommand[] {
  const step = run.steps[stepKey]
  const known = step && stepPlan(plan, step.stepId)
  if (!step || !known) return []
  const context = contextFor(plan, actor, now)
  if (level !== undefined || known.kind === 'approval') {
    const refusal = refuseApproval(context, run, step, level === undefined ? {} : { level })
    const decisions = ['approve', 'reject', 'return'].map((type) => possible(type, refusal))
    return [...decisions, possible('nudge', refuseNudgeStep(context, run, step))]
  }
  return [
    possible('claim', refuseClaimStep(context, run, step)),
    possible('release', refuseReleaseStep(context, run, step)),
    possible('complete', refuseCompleteStep(context, run, known, step)),
    possible('skip', refuseSkipStep(context, run, step, { type: 'skip', reason: someReason })),
    possible(
      'reassign',
      refuseReassignStep(context, run, step, {
        type: 'reassign',
        to: run.holders[step.role ?? '']?.[0] ?? actor.personId,
        reason: someReason,
      }),
    ),
    possible('nudge', refuseNudgeStep(context, run, step)),
    possible('revise', refuseReviseStep(context, run, step, { type: 'revise', answers: {}, reason: someReason })),
    ...(known.kind === 'cue' ? [possible('reopen', refuseReopenStep(context, run, step))] : []),
  ]
}

/** What a person may do with the run as a whole. */
export function possibleRunCommands(plan: Plan, run: SopRun, actor: Actor, now: string): PossibleCommand[] {
  const turn = new Recorder(contextFor(plan, actor, now), run.id, run)
  return [
    possible('pause', refuseSteerRun(turn, { type: 'pause', reason: someReason })),
    possible('resume', refuseSteerRun(turn, { type: 'resume' })),
    possible('cancel', refuseSteerRun(turn, { type: 'cancel', reason: someReason })),
    ...plan.anchors
      .slice(0, 1)
      .map(({ name }) =>
        possible(
          'moveAnchor',
          refuseMoveAnchor(turn, { type: 'moveAnchor', anchor: name, to: now, reason: someReason }),
        ),
      ),
    possible('comment', null),
  ]
}

/** Whether a person may open a step by hand now, such as an incident or an extension. */
export function possibleOpening(plan: Plan, run: SopRun, stepId: string, actor: Actor, now: string): PossibleCommand {
  return possible('open', refuseOpenOnDemand(new Recorder(contextFor(plan, actor, now), run.id, run), stepId))
}

function contextFor(plan: Plan, actor: Actor, now: string) {
  const envelope = { commandId: '', sopRunId: '', actor, door: 'api' as const, command: { type: 'tick' as const } }
  return contextOf(plan, newProgramCache(), envelope, now)
}

function possible(type: string, refusal: Refusal | null): PossibleCommand {
  return refusal ? { type, allowed: false, reason: refusal } : { type, allowed: true }
}
