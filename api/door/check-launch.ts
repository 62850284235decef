import type { Launch } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Refusal } from '#engine/model/refusal.ts'
import { prepareLaunch } from '#engine/rules/launch-run.ts'
import { evaluateOrThrow, ExpressionTrouble } from '#engine/run/evaluate-or-throw.ts'
import { scopeOf } from '#engine/run/scope.ts'
import { contextOf } from '#engine/run/turn-context.ts'
import type { House } from '../house.ts'
import type { ProblemCode } from '../problem-codes.ts'
import { isProblemCode } from '../problem-codes.ts'
import { Problem } from '../problem.ts'

/**
 * Works a launch through with the engine's own rule, so that what cannot start is said before a run exists, and gives its
 * correlation key. Codes: the first finding's (400), FORM_BLOCKED or REASON_NEEDED (422), ANCHORS_DISAGREE, EXPRESSION_FAILED.
 */
export function checkLaunch(house: House, plan: Plan, launch: Launch): string | null {
  const actor = { personId: 'door', roles: [] }
  const envelope = { commandId: 'door', sopRunId: launch.sopRunId, actor, door: 'api' as const, command: launch }
  const context = contextOf(plan, house.programs, envelope, house.deps.now())
  try {
    const prepared = prepareLaunch(context, launch)
    if (!prepared.ok) throw problemOfLaunch(prepared.refusal)
    refuseOtherAnchors(launch, () => prepareLaunch(context, { ...launch, anchors: {} }))
    if (launch.correlationKey !== null || plan.correlate === null) return launch.correlationKey
    const key = evaluateOrThrow(context, plan.correlate, scopeOf(context, prepared.run))
    return typeof key === 'string' || typeof key === 'number' ? String(key) || null : null
  } catch (error) {
    if (error instanceof ExpressionTrouble) throw new Problem('EXPRESSION_FAILED', error.message)
    throw error
  }
}

/** An anchor worked out from the inputs and one given by hand must be the same instant. */
function refuseOtherAnchors(launch: Launch, withoutGiven: () => ReturnType<typeof prepareLaunch>): void {
  if (Object.keys(launch.anchors).length === 0) return
  const computed = withoutGiven()
  if (!computed.ok) return
  for (const [name, given] of Object.entries(launch.anchors)) {
    const from = computed.run.anchors[name] ?? null
    if (from === null || from === given) continue
    const detail = `Anchor ${name} is given as ${given} but the inputs make it ${from}. Give one of them, or both alike.`
    throw new Problem('ANCHORS_DISAGREE', detail, {
      errors: [{ pointer: `/anchors/${name}`, code: 'ANCHORS_DISAGREE', detail }],
    })
  }
}

const shapeCodes = new Set(['REQUIRED', 'OUT_OF_RANGE', 'TOO_LONG', 'TOO_FEW', 'TOO_MANY'])

/** The refusal of a launch form as the door says it. */
export function problemOfLaunch(refusal: Refusal): Problem {
  const findings = refusal.errors ?? []
  const errors = findings.map(({ pointer, code, detail, grade, says }) => ({
    pointer,
    code,
    detail,
    grade,
    ...(says ? { says } : {}),
  }))
  return new Problem(codeOf(findings), refusal.message, { errors, facts: refusal.facts })
}

function codeOf(findings: readonly { code: string; grade: string }[]): ProblemCode {
  const malformed = findings.find(({ code }) => shapeCodes.has(code) || isProblemCode(code))
  if (malformed && malformed.code !== 'REASON_NEEDED')
    return isProblemCode(malformed.code) ? malformed.code : 'OUT_OF_RANGE'
  return findings.some(({ code }) => code === 'REASON_NEEDED')
    ? 'REASON_NEEDED'
    : findings.length > 0
      ? 'FORM_BLOCKED'
      : 'LAUNCH_INVALID'
}
