import { superior } from '../domain/superior.ts'
import type { Scope } from '../expression/evaluate.ts'
import type { StepPlan } from '../model/plan.ts'
import type { EventBody } from '../model/run-event.ts'
import type { Approval, SopRun, Step } from '../model/sop-run.ts'
import { evaluateOrThrow, ExpressionTrouble, holds, textOrNull } from '../run/evaluate-or-throw.ts'
import { afterDuration } from '../run/instants.ts'
import { barredFrom } from '../run/steps.ts'
import { laterOf } from '../run/step-dates.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { toIso, msOf } from '../time/instant.ts'
import { heldOnlyBy } from './people.ts'

const dayMs = 24 * 3_600_000

/**
 * The levels a submission needs, in order: those of the step's approval, then the superiors a warning names.
 * R-4EYES: a role nobody but the requester holds goes to the next level; a role that then stands twice counts once.
 */
export function approvalLevels(
  context: TurnContext,
  run: SopRun,
  plan: StepPlan,
  scope: Scope,
  requester: string | null,
  warnApprovers: readonly string[],
): Approval[] {
  const planned = [...plannedRoles(context, plan, scope)]
  for (const role of warnApprovers) if (!planned.includes(role)) planned.push(role)
  const levels: Approval[] = []
  for (const plannedRole of planned) {
    const role = roleAbove(run, plannedRole, requester === null ? [] : [requester])
    if (levels.some((level) => level.role === role)) continue
    levels.push(newLevel(levels.length + 1, role, plannedRole))
  }
  return levels
}

function plannedRoles(context: TurnContext, plan: StepPlan, scope: Scope): string[] {
  const approval = plan.approval
  if (approval === null) return []
  if (approval.when !== undefined && !holds(context, approval.when, scope)) return []
  if (approval.ladder !== undefined) {
    const roles = evaluateOrThrow(context, approval.ladder, scope)
    if (!Array.isArray(roles)) throw new ExpressionTrouble(approval.ladder, 'it gives no list of roles')
    return roles.map(String)
  }
  return approval.levels
    .filter((level) => level.if === undefined || holds(context, level.if, scope))
    .map((level) => level.role)
}

/** The first role from here upwards that somebody else than these people holds; the highest when nobody does. */
export function roleAbove(run: SopRun, role: string, barred: readonly string[]): string {
  let current = role
  while (barred.length > 0 && heldOnlyBy(run, current, barred)) {
    const above = superior(current)
    if (above === null) return current
    current = above
  }
  return current
}

function newLevel(level: number, role: string, plannedRole: string): Approval {
  return {
    level,
    role,
    plannedRole,
    openedAt: null,
    dueAt: null,
    clockBaseAt: null,
    decision: null,
    by: null,
    at: null,
    reason: null,
    late: false,
    ladder: { reminded: false, overdue: 0 },
  }
}

/**
 * Opens a level, one role up when only people barred from it hold its own: due after the playbook's `within`, else at the step's own due but at least 24 h from now
 * (the time R-REWORK gives as well).
 */
export function openLevel(
  context: TurnContext,
  plan: StepPlan,
  scope: Scope,
  run: SopRun,
  step: Step,
  level: Approval,
): EventBody {
  const role = roleAbove(run, level.role, barredFrom(context.plan, run, step))
  const { within: source } = plan.approval ?? {}
  const within = source === undefined ? null : textOrNull(context, source, scope)
  const dueAt =
    within === null
      ? laterOf(step.dueAt, toIso(msOf(context.now) + dayMs))
      : afterDuration(run, context.now, within, context.plan.serviceHours && !plan.hard)
  return {
    type: 'approval.opened',
    stepId: step.stepId,
    stepKey: step.key,
    data: { level: level.level, role, dueAt, tell: [role] },
  }
}
