import { checkForm, stopping } from '../form/check-form.ts'
import { readAnswers } from '../form/read-answers.ts'
import type { Launch } from '../model/command.ts'
import type { FormFinding } from '../model/form.ts'
import type { Plan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { SopRun } from '../model/sop-run.ts'
import type { JsonObject, JsonValue } from '../model/text.ts'
import { applyEvent } from '../run/apply.ts'
import { evaluateOrThrow, ExpressionTrouble, textOrNull } from '../run/evaluate-or-throw.ts'
import { planAllSteps } from '../run/plan-steps.ts'
import type { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { stepDates } from '../run/step-dates.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { msOf, parseInstant } from '../time/instant.ts'
import { isLateStart } from '../time/late-start.ts'
import { refuse } from './refuse.ts'

/** A launch worked through: the state the run starts with, or why it may not start. */
export type PreparedLaunch = { ok: true; run: SopRun; answers: JsonObject } | { ok: false; refusal: Refusal }

/**
 * Reads and checks the launch form, resolves parameters and anchors and works out whether the run starts late (R-LATE).
 * Nothing is recorded. Codes: LAUNCH_INVALID with a finding per field.
 */
export function prepareLaunch(context: TurnContext, command: Launch): PreparedLaunch {
  const { plan } = context
  const read = readAnswers(plan.launch, command.inputs, '/inputs')
  if (read.malformed.length > 0) return invalid(plan, read.malformed)
  const blank = blankRun(context, command, parametersOf(plan, read.answers, command.parameters))
  const checked = checkForm(context, {
    fields: plan.launch,
    checks: plan.launchChecks,
    given: read.answers,
    offered: {},
    reasons: {},
    scope: scopeOf(context, blank),
  })
  const findings = stopping(checked.findings).map(toInputs)
  if (findings.length > 0) return invalid(plan, findings)
  const filled: SopRun = {
    ...blank,
    inputs: checked.answers,
    parameters: parametersOf(plan, checked.answers, command.parameters),
  }
  const anchored = { ...filled, anchors: anchorsOf(context, filled, command.anchors) }
  const missing = plan.anchors.filter((anchor) => anchored.anchors[anchor.name] === null)
  if (missing.length > 0)
    return invalid(
      plan,
      missing.map((anchor) => anchorFinding(anchor.name)),
    )
  const priority =
    plan.priority === null ? 3 : Number(evaluateOrThrow(context, plan.priority, scopeOf(context, anchored)))
  const run = { ...anchored, priority, lateStart: startsLate(context, anchored) }
  return { ok: true, run, answers: checked.answers }
}

/** Launches a run: `run.launched`, then every step planned. What opens follows from `settle`. */
export function launchRun(turn: Recorder, command: Launch): Refusal | null {
  const prepared = prepareLaunch(turn.context, command)
  if (!prepared.ok) return prepared.refusal
  const { id: _id, steps: _steps, facts: _facts, ...state } = prepared.run
  const kept = [
    'sop',
    'version',
    'planSha256',
    'storeId',
    'correlationKey',
    'parentRunId',
    'parentChildKey',
    'lateStart',
    'priority',
    'calendar',
    'roster',
    'holders',
    'parameters',
    'anchors',
    'inputs',
    'values',
  ] as const
  const data: JsonObject = { filledFrom: command.filledFrom ?? {} }
  for (const name of kept) data[name] = state[name] as unknown as JsonValue
  turn.emit({ type: 'run.launched', data })
  turn.emitSystem(planAllSteps(turn.context, turn.run))
  if (turn.context.plan.launchFacts.length > 0) askLaunchFacts(turn)
  return null
}

function askLaunchFacts(turn: Recorder): void {
  const scope = scopeOf(turn.context, turn.run)
  const queries = turn.context.plan.launchFacts.map(({ name, query, with: given }) => {
    const input: JsonObject = {}
    for (const [key, source] of Object.entries(given)) input[key] = evaluateOrThrow(turn.context, source, scope)
    return { name, query, with: input }
  })
  turn.emitSystem({ type: 'facts.requested', data: { queries: queries, look: false } })
}

function blankRun(context: TurnContext, command: Launch, parameters: JsonObject): SopRun {
  const { plan } = context
  const data = {
    sop: plan.sop,
    version: plan.version,
    planSha256: plan.sha256,
    storeId: command.storeId,
    correlationKey: command.correlationKey,
    parentRunId: command.parentRunId ?? null,
    parentChildKey: command.parentChildKey ?? null,
    lateStart: false,
    priority: 3,
    calendar: command.calendar,
    roster: command.roster,
    holders: command.holders,
    parameters,
    anchors: Object.fromEntries(plan.anchors.map((anchor) => [anchor.name, null])),
    inputs: {},
    values: {},
  }
  return applyEvent(null, {
    type: 'run.launched',
    sopRunId: command.sopRunId,
    seq: 0,
    hash: '',
    at: context.now,
    personId: context.actor.personId,
    door: context.door,
    commandId: context.commandId,
    data: data as unknown as JsonObject,
  })
}

/** Parameters as they hold for this run: defaults, tables resolved by their launch field, then the store's overrides. */
export function parametersOf(plan: Plan, inputs: JsonObject, overrides: JsonObject): JsonObject {
  const parameters: JsonObject = {}
  for (const parameter of plan.parameters) {
    const key = parameter.by === undefined ? null : (inputs[parameter.by] ?? null)
    const byCase = typeof key === 'string' || typeof key === 'number' ? parameter.cases?.[key] : undefined
    parameters[parameter.name] = overrides[parameter.name] ?? byCase ?? parameter.value
  }
  return parameters
}

function anchorsOf(context: TurnContext, run: SopRun, given: Record<string, string>): Record<string, string | null> {
  const anchors: Record<string, string | null> = { ...run.anchors }
  for (const anchor of context.plan.anchors) {
    const typed = given[anchor.name] === undefined ? null : parseInstant(given[anchor.name]!)
    if (typed?.ok === true) anchors[anchor.name] = typed.value
    else anchors[anchor.name] = workedOut(context, anchor.at, { ...run, anchors })
  }
  return anchors
}

/** An anchor that cannot be worked out is not known: the launch is refused with the place where it is missing. */
function workedOut(context: TurnContext, source: string, run: SopRun): string | null {
  try {
    return textOrNull(context, source, scopeOf(context, run))
  } catch (trouble) {
    if (trouble instanceof ExpressionTrouble) return null
    throw trouble
  }
}

function startsLate(context: TurnContext, run: SopRun): boolean {
  if (!context.plan.anchors.some((anchor) => anchor.planned)) return false
  for (const plan of context.plan.steps) {
    if (plan.hard || plan.due === null || plan.onDemand !== null) continue
    const due = stepDates(context, run, plan, { iteration: 0, item: null, gridAt: null }, null).dueAt
    if (due !== null) return isLateStart(msOf(context.now), msOf(due))
  }
  return false
}

function invalid(plan: Plan, findings: FormFinding[]): PreparedLaunch {
  const message = `${plan.sop} cannot be launched: ${findings.map((finding) => finding.detail).join(' ')}`
  return { ok: false, refusal: refuse('LAUNCH_INVALID', message, {}, findings) }
}

function toInputs(finding: FormFinding): FormFinding {
  return { ...finding, pointer: finding.pointer.replace(/^\/answers/, '/inputs') }
}

function anchorFinding(name: string): FormFinding {
  return {
    grade: 'block',
    pointer: `/anchors/${name}`,
    code: 'REQUIRED',
    detail: `Anchor ${name} is not known: give the launch field it is counted from, or the anchor itself.`,
  }
}
