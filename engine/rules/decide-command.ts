import type { Complete, RunCommand } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import { isRefusal } from '../model/refusal.ts'
import type { Recorder } from '../run/recorder.ts'
import { stepPlan } from '../run/plan-index.ts'
import { currentInstances, isActive } from '../run/steps.ts'
import { approveStep } from './approve-step.ts'
import { claimStep, refuseClaimStep } from './claim-step.ts'
import { completeStep, refuseCompleteStep } from './complete-step.ts'
import { doWhatIsDue } from './escalate-step.ts'
import { endClaim, refuseEndClaim } from './end-claim.ts'
import { findStep } from './find-step.ts'
import type { FoundStep } from './find-step.ts'
import { automationFinished, childEnded, childStarted, receiveEvent, recordFacts } from './hear-outside.ts'
import { launchRun } from './launch-run.ts'
import { moveAnchorByHand, refuseMoveAnchor } from './move-anchor.ts'
import { addComment, addEvidence, refuseComment } from './note.ts'
import { nudgeStep, refuseNudgeStep } from './nudge-step.ts'
import { openOnDemand, refuseOpenOnDemand } from './open-on-demand.ts'
import { reassignStep, refuseReassignStep } from './reassign-step.ts'
import { refuse, refuseClosed } from './refuse.ts'
import { refuseApproval } from './refuse-approval.ts'
import { refuseWithoutReason, rejectStep } from './reject-step.ts'
import { refuseReleaseStep, releaseStep } from './release-step.ts'
import { refuseReopenStep, reopenStep } from './reopen-step.ts'
import { refuseRetryIncident, retryIncident } from './retry-incident.ts'
import { refuseReviseStep, reviseStep } from './revise-step.ts'
import { refuseSkipStep, skipStep } from './skip-step.ts'
import { cancelRun, pauseRun, refuseSteerRun, resumeRun } from './steer-run.ts'
import { refuseTakeOver, takeOver } from './take-over-step.ts'

type Rule<Type extends RunCommand['type']> = (
  turn: Recorder,
  command: Extract<RunCommand, { type: Type }>,
) => Refusal | null
type StepRule<Type extends RunCommand['type']> = (
  turn: Recorder,
  found: FoundStep,
  command: Extract<RunCommand, { type: Type }>,
) => Refusal | null

/** Refuses or does what a command asks: one row per verb, the law itself is in the file of that name. */
export function decideCommand(turn: Recorder, command: RunCommand): Refusal | null {
  return (rules[command.type] as Rule<RunCommand['type']>)(turn, command)
}

const rules: { [Type in RunCommand['type']]: Rule<Type> } = {
  launch: (turn, command) =>
    turn.runOrNull ? refuse('RUN_EXISTS', `Run ${turn.sopRunId} is launched already.`, {}) : launchRun(turn, command),
  complete: completeOrDecide,
  claim: onStep(
    (turn, { step }, command) =>
      refuseClaimStep(turn.context, turn.run, step, command.expectedRevision) ?? done(() => claimStep(turn, step)),
  ),
  release: onStep(
    (turn, { step }, command) =>
      refuseReleaseStep(turn.context, turn.run, step, command.expectedRevision) ?? done(() => releaseStep(turn, step)),
  ),
  endClaim: onStep(
    (turn, { step }, command) => refuseEndClaim(turn, step, command) ?? done(() => endClaim(turn, step, command)),
  ),
  takeOver: onStep(
    (turn, { step }, command) => refuseTakeOver(turn, step, command) ?? done(() => takeOver(turn, step, command)),
  ),
  approve: onStep(
    (turn, { step, plan }, command) =>
      refuseApproval(turn.context, turn.run, step, command) ?? done(() => approveStep(turn, plan, step, command)),
  ),
  reject: onStep(
    (turn, { step, plan }, command) =>
      refuseApproval(turn.context, turn.run, step, command) ??
      refuseWithoutReason(step, command) ??
      done(() => rejectStep(turn, plan, step, command)),
  ),
  return: onStep(
    (turn, { step, plan }, command) =>
      refuseApproval(turn.context, turn.run, step, command) ??
      refuseWithoutReason(step, command) ??
      done(() => rejectStep(turn, plan, step, command)),
  ),
  skip: onStep(
    (turn, { step }, command) =>
      refuseSkipStep(turn.context, turn.run, step, command) ?? done(() => skipStep(turn, step, command)),
  ),
  reassign: onStep(
    (turn, { step }, command) =>
      refuseReassignStep(turn.context, turn.run, step, command) ?? done(() => reassignStep(turn, step, command)),
  ),
  nudge: onStep((turn, { step }) => refuseNudgeStep(turn.context, turn.run, step) ?? done(() => nudgeStep(turn, step))),
  revise: onStep(
    (turn, { step, plan }, command) =>
      refuseReviseStep(turn.context, turn.run, step, command) ?? reviseStep(turn, plan, step, command),
  ),
  reopen: onStep(
    (turn, { step }, command) =>
      refuseReopenStep(turn.context, turn.run, step, command.expectedRevision) ?? done(() => reopenStep(turn, step)),
  ),
  retryIncident: onStep(
    (turn, { step, plan }, command) =>
      refuseRetryIncident(turn.context, turn.run, step) ?? done(() => retryIncident(turn, plan, step, command)),
  ),
  open: (turn, command) =>
    refuseOpenOnDemand(turn, command.stepId) ??
    done(() => openOnDemand(turn, command.stepId, command.reason ?? 'opened by hand')),
  comment: (turn, command) => refuseComment(turn, command) ?? done(() => addComment(turn, command)),
  addEvidence: onStep(
    (turn, { step }, command) =>
      refuseClosed(turn.run) ?? done(() => addEvidence(turn, step.key, step.stepId, command)),
  ),
  pause: (turn, command) => refuseSteerRun(turn, command) ?? done(() => pauseRun(turn, command)),
  resume: (turn, command) => refuseSteerRun(turn, command) ?? done(() => resumeRun(turn, command)),
  cancel: (turn, command) => refuseSteerRun(turn, command) ?? done(() => cancelRun(turn, command)),
  moveAnchor: (turn, command) => refuseMoveAnchor(turn, command) ?? done(() => moveAnchorByHand(turn, command)),
  receiveEvent,
  recordFacts: (turn, command) => done(() => recordFacts(turn, command)),
  automationFinished: (turn, command) => done(() => automationFinished(turn, command)),
  childStarted: (turn, command) => done(() => childStarted(turn, command)),
  childEnded: (turn, command) => done(() => childEnded(turn, command)),
  tick: (turn) => done(() => doWhatIsDue(turn, false)),
}

function done(act: () => void): null {
  act()
  return null
}

function onStep<Type extends RunCommand['type']>(rule: StepRule<Type>): Rule<Type> {
  return (turn, command) => {
    const found = findStep(turn.context.plan, turn.run, command as { stepId?: string; stepKey?: string })
    return isRefusal(found) ? found : rule(turn, found, command)
  }
}

/** Completing an approval step is deciding it; completing an on-demand step that is not open opens it first. */
function completeOrDecide(turn: Recorder, command: Complete): Refusal | null {
  const onDemand = command.stepId === undefined ? undefined : stepPlan(turn.context.plan, command.stepId)
  if (onDemand?.onDemand && command.stepKey === undefined && !currentInstances(turn.run, onDemand.id).some(isActive)) {
    const refusal = refuseOpenOnDemand(turn, onDemand.id)
    if (refusal) return refusal
    openOnDemand(turn, onDemand.id, 'opened by hand')
  }
  const found = findStep(turn.context.plan, turn.run, command)
  if (isRefusal(found)) return found
  if (found.plan.kind === 'approval' && typeof command.answers['decision'] === 'string') {
    const { decision, reason } = command.answers
    const type = decision === 'approve' ? 'approve' : decision === 'return' ? 'return' : 'reject'
    const { answers: _answers, reasons: _reasons, checklist: _checklist, ...target } = command
    return decideCommand(turn, { ...target, type, reason: typeof reason === 'string' ? reason : '' })
  }
  return (
    refuseCompleteStep(turn.context, turn.run, found.plan, found.step, command.expectedRevision) ??
    completeStep(turn, found.plan, found.step, command)
  )
}
