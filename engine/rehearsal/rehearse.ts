import { evaluate, newProgramCache } from '../expression/evaluate.ts'
import type { Launch } from '../model/command.ts'
import type { Actor, Roster } from '../model/people.ts'
import type { Plan, StepPlan } from '../model/plan.ts'
import type { Refusal } from '../model/refusal.ts'
import type { RunCalendar, SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject, Text } from '../model/text.ts'
import { launchRun } from '../rules/launch-run.ts'
import { Recorder } from '../run/recorder.ts'
import { scopeOf } from '../run/scope.ts'
import { laterOf, repetitionScope, stepDates } from '../run/step-dates.ts'
import { contextOf } from '../run/turn-context.ts'
import type { TurnContext } from '../run/turn-context.ts'
import { msOf, toIso } from '../time/instant.ts'
import { isWorkingDay } from '../time/store-calendar.ts'
import { dayOf } from '../time/zone.ts'
import { criticalPath } from './critical-path.ts'

export interface RehearsalRequest {
  storeId: string
  inputs: JsonObject
  anchors?: Record<string, string>
  params?: JsonObject
  roles?: Roster
  /** Who holds each role in the store; a role nobody holds is reported. */
  holders?: Roster
  calendar: RunCalendar
  startAt: string
}

/** One step as it would stand: dated on the assumption that every step before it ends at its due. */
export interface RehearsedStep {
  stepId: string
  instanceKey: string
  title: Text
  role: string | null
  opensAt: string | null
  dueAt: string | null
  hard: boolean
  dueEstimated: boolean
  /** Whether it runs at all hangs on what happens first. */
  conditional: boolean
}

export interface RehearsalFinding {
  code: 'UNFILLED_ROLE' | 'IMPOSSIBLE_DUE' | 'ON_DAY_OFF' | 'DUE_ESTIMATED' | 'LATE_START'
  stepId?: string
  detail: string
}

export interface Rehearsal {
  startAt: string
  endsAt: string | null
  lateStart: boolean
  anchors: Record<string, string | null>
  steps: RehearsedStep[]
  load: { role: string; day: string; steps: number }[]
  criticalPath: string[]
  findings: RehearsalFinding[]
}

const rehearsing: Actor = { personId: 'lead', roles: ['lead'] }

/** A dated plan, nothing started. A launch form that does not hold is refused with LAUNCH_INVALID. */
export function rehearse(plan: Plan, request: RehearsalRequest): Rehearsal | Refusal {
  const startAt = toIso(msOf(request.startAt))
  const command: Launch = {
    type: 'launch',
    sopRunId: 'rehearsal',
    storeId: request.storeId,
    inputs: request.inputs,
    anchors: request.anchors ?? {},
    roster: request.roles ?? {},
    holders: request.holders ?? {},
    parameters: request.params ?? {},
    calendar: request.calendar,
    correlationKey: null,
  }
  const envelope = {
    commandId: 'rehearsal',
    sopRunId: 'rehearsal',
    actor: rehearsing,
    door: 'rehearsal' as const,
    command,
  }
  const context = contextOf(plan, newProgramCache(), envelope, startAt)
  const turn = new Recorder(context, 'rehearsal', null)
  const refusal = launchRun(turn, command)
  if (refusal) return refusal
  const dated = dateAll(context, turn.run)
  return {
    startAt,
    endsAt: dated.steps.reduce<string | null>((last, step) => laterOf(last, step.dueAt ?? step.opensAt), null),
    lateStart: turn.run.lateStart,
    anchors: turn.run.anchors,
    steps: dated.steps,
    load: loadOf(dated.steps, turn.run.calendar.zone),
    criticalPath: criticalPath(plan.steps, dated.ends),
    findings: findingsOf(plan, dated.steps, turn.run, request),
  }
}

interface Dated {
  steps: RehearsedStep[]
  /** When each step as a whole would end. */
  ends: Map<string, string>
}

function dateAll(context: TurnContext, launched: SopRun): Dated {
  let run = launched
  const ends = new Map<string, string>()
  const steps: RehearsedStep[] = []
  for (const plan of inFlowOrder(context.plan)) {
    const ready = plan.after.reduce<string>(
      (latest, edge) => laterOf(latest, ends.get(edge.stepId) ?? null)!,
      context.now,
    )
    const instances = Object.values(run.steps).filter((step) => step.stepId === plan.id)
    for (const step of instances) {
      const held = stepDates(context, run, plan, step, null).opensAt
      const opensAt = laterOf(ready, held)!
      const dates = stepDates(context, run, plan, step, opensAt)
      const endsAt = laterOf(dates.dueAt ?? opensAt, opensAt)!
      ends.set(plan.id, laterOf(ends.get(plan.id) ?? null, endsAt)!)
      run = assumeDone(run, step, opensAt, endsAt)
      steps.push({
        stepId: plan.id,
        instanceKey: step.key,
        title: plan.title,
        role: roleGuess(context, run, plan, step),
        opensAt,
        dueAt: dates.dueAt,
        hard: plan.hard,
        dueEstimated: dates.dueEstimated,
        conditional: plan.when !== null,
      })
    }
  }
  return { steps, ends }
}

function assumeDone(run: SopRun, step: Step, openedAt: string, endsAt: string): SopRun {
  const done: Step = { ...step, status: 'done', openedAt, completedAt: endsAt, effectiveAt: endsAt }
  return { ...run, steps: { ...run.steps, [step.key]: done } }
}

/** Steps so that each comes after those it waits for; conditional edges that close a circle do not count. */
function inFlowOrder(plan: Plan): StepPlan[] {
  const placed = new Set<string>()
  const waiting = plan.steps.filter((step) => step.onDemand === null)
  const ordered: StepPlan[] = []
  while (waiting.length > 0) {
    const ready = waiting.findIndex((step) =>
      step.after.every(
        (edge) =>
          placed.has(edge.stepId) ||
          edge.if !== undefined ||
          plan.steps.find((other) => other.id === edge.stepId)?.onDemand,
      ),
    )
    const [next] = waiting.splice(Math.max(ready, 0), 1)
    placed.add(next!.id)
    ordered.push(next!)
  }
  return ordered
}

function roleGuess(context: TurnContext, run: SopRun, plan: StepPlan, step: Step): string | null {
  if (plan.role === null) return null
  const scope = scopeOf(context, run, repetitionScope(plan, step))
  const found = plan.role.cases.find((item) => {
    if (item.if === null) return true
    const value = evaluate(context.programs, item.if, scope)
    return value.ok && value.value === true
  })
  return (found ?? plan.role.cases.at(-1))?.role ?? null
}

function loadOf(steps: RehearsedStep[], zone: string): Rehearsal['load'] {
  const counts = new Map<string, number>()
  for (const step of steps) {
    if (step.role === null || step.dueAt === null) continue
    const slot = `${dayOf(step.dueAt, zone)} ${step.role}`
    counts.set(slot, (counts.get(slot) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([slot, count]) => {
      const [day = '', role = ''] = slot.split(' ')
      return { role, day, steps: count }
    })
}

function findingsOf(plan: Plan, steps: RehearsedStep[], run: SopRun, request: RehearsalRequest): RehearsalFinding[] {
  const findings: RehearsalFinding[] = []
  if (run.lateStart)
    findings.push({
      code: 'LATE_START',
      detail: `The first planned due lies before ${request.startAt}; planned dues move to at least 24 h after the start (R-LATE).`,
    })
  for (const role of plan.roles) {
    const people = request.roles?.[role] ?? request.holders?.[role]
    if (request.holders && (people === undefined || people.length === 0))
      findings.push({ code: 'UNFILLED_ROLE', detail: `Nobody holds the role ${role} in store ${request.storeId}.` })
  }
  for (const step of steps) {
    if (step.dueAt === null || step.conditional) continue
    const about = { stepId: step.stepId }
    if (step.opensAt !== null && step.dueAt < step.opensAt) {
      findings.push({
        code: 'IMPOSSIBLE_DUE',
        ...about,
        detail: `${step.instanceKey} would open at ${step.opensAt}, after its due ${step.dueAt}.`,
      })
    }
    if (step.dueEstimated)
      findings.push({
        code: 'DUE_ESTIMATED',
        ...about,
        detail: `${step.instanceKey} falls due past ${run.calendar.coversUntil}, where holidays are not known yet.`,
      })
    if (!step.hard && !isWorkingDay(dayOf(step.dueAt, run.calendar.zone), run.calendar)) {
      findings.push({
        code: 'ON_DAY_OFF',
        ...about,
        detail: `${step.instanceKey} falls due on a day off (${step.dueAt}).`,
      })
    }
  }
  return findings
}
