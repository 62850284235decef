import type { Branch, StepPlan } from '../model/plan.ts'
import type { Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import type { Scope } from '../expression/evaluate.ts'
import { evaluateOrThrow, holds, textOrNull } from '../run/evaluate-or-throw.ts'
import { answeredScope } from '../run/answered-scope.ts'
import type { Recorder } from '../run/recorder.ts'
import { askForChild } from './ask-for-child.ts'
import { endRun } from './end-run.ts'
import { moveAnchor } from './move-anchor.ts'
import { openOnDemand } from './open-on-demand.ts'
import { returnToStep } from './return-to-step.ts'

/**
 * Takes the branches of a step, in order, each whose condition holds; `end` and `return_to` end the list.
 * Says whether such a branch was taken.
 */
export function takeBranches(turn: Recorder, plan: StepPlan, key: string, on: Branch['on']): boolean {
  for (const [index, branch] of plan.branches.entries()) {
    if (branch.on !== on) continue
    const step = turn.run.steps[key]!
    const name = `${plan.id}/${index}`
    if (branch.atMost !== undefined && (turn.run.taken[name] ?? 0) >= branch.atMost) continue
    const scope = branchScope(turn, plan, step)
    if (branch.if !== undefined && !holds(turn.context, branch.if, scope)) continue
    turn.emitSystem({
      type: 'branch.taken',
      stepId: plan.id,
      stepKey: key,
      data: { branch: name, on, rule: branch.rule ?? null, ...describe(branch) },
    })
    if (takeBranch(turn, plan, step, branch)) return true
  }
  return false
}

function takeBranch(turn: Recorder, plan: StepPlan, step: Step, branch: Branch): boolean {
  if (branch.set) setValues(turn, plan, step, branch.set)
  for (const [anchor, source] of Object.entries(branch.move ?? {})) {
    moveAnchor(turn, anchor, textOrNull(turn.context, source, branchScope(turn, plan, step)), `branch of ${plan.id}`)
  }
  if (branch.launch) askForChild(turn, plan, turn.run.steps[step.key]!, branch.launch)
  if (branch.open !== undefined) openOnDemand(turn, branch.open, `opened by ${plan.id}`)
  if (branch.notify && branch.notify.length > 0) {
    turn.emitSystem({
      type: 'notice.sent',
      stepId: plan.id,
      stepKey: step.key,
      data: { tell: branch.notify, rule: branch.rule ?? null },
    })
  }
  if (branch.returnTo !== undefined) {
    returnToStep(turn, branch.returnTo, step.key, branch.rule ?? `branch of ${plan.id}`)
    return true
  }
  if (branch.end === undefined) return false
  endRun(turn, branch.end)
  return true
}

function setValues(turn: Recorder, plan: StepPlan, step: Step, set: Record<string, string>): void {
  const scope = branchScope(turn, plan, step)
  const values: JsonObject = {}
  for (const [name, source] of Object.entries(set)) {
    values[name] = evaluateOrThrow(turn.context, source, scope)
    scope[name] = values[name]
  }
  turn.emitSystem({ type: 'values.set', stepId: plan.id, stepKey: step.key, data: { values } })
}

function branchScope(turn: Recorder, plan: StepPlan, step: Step): Scope {
  return answeredScope(turn.context, turn.run, plan, step, turn.run.steps[step.key]?.answers ?? {})
}

function describe(branch: Branch): JsonObject {
  const what: JsonObject = {}
  if (branch.end !== undefined) what['end'] = branch.end
  if (branch.returnTo !== undefined) what['returnTo'] = branch.returnTo
  if (branch.launch) what['launch'] = branch.launch.sop
  if (branch.open !== undefined) what['open'] = branch.open
  return what
}
