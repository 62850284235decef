import type { RunCommand } from '#engine/model/command.ts'
import type { Field } from '#engine/model/form.ts'
import type { Actor } from '#engine/model/people.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Effect } from '#engine/model/run-event.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { stepPlan } from '#engine/run/plan-index.ts'
import { lead, person } from '../rules/driven-run.ts'

export const people: Actor[] = [
  'ann: cs-agent',
  'bob: cs-agent',
  'kai: cs-agent, cs-lead',
  'lin: cs-lead',
  'mei: store-manager',
  'fay: finance',
  'wes: warehouse',
  'bea: buyer',
  'omar: ops-lead',
  'lea: lead',
  'zoe',
].map(person)

export const holders: Record<string, string[]> = {}
for (const { personId, roles } of people) for (const role of roles) (holders[role] ??= []).push(personId)

/** Chance from one seed: the same seed always makes the same story. */
export class Dice {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  /** A whole number from 0 up to, not including, `sides` (mulberry32). */
  roll(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }

  pick<Thing>(things: readonly Thing[]): Thing | undefined {
    return things.length === 0 ? undefined : things[this.roll(things.length)]
  }
}

/** What the store's data might say. */
export function factOf(query: string, dice: Dice, now: string): JsonValue {
  const answers: Record<string, JsonValue[]> = {
    order: [{ exists: true, qty: 3 }, { exists: true, qty: 1 }, null],
    refundedBefore: [0, 0, 0, 1, null],
    cashOfOrder24h: [0, 30_00, null],
    buyerReturns30d: [0, 2, 3, null],
    qualityCases7d: [0, 2, 3],
    product: [{ supplyMode: 'dropship' }, { supplyMode: 'own' }, null],
    stockAvailable: [0, 9, null],
    parcel: [
      null,
      { receivedAt: null, stuck: false },
      { receivedAt: null, stuck: true },
      { receivedAt: now, stuck: false },
    ],
    returnFreight: [8_00, null],
  }
  return dice.pick(answers[query] ?? [null]) ?? null
}

/** An answer to one thing the run asked for; sometimes that it failed. */
export function answerTo(effect: Effect, dice: Dice, now: string): RunCommand | null {
  switch (effect.kind) {
    case 'facts': {
      const facts: JsonObject = {}
      for (const { name, query } of effect.queries) facts[name] = factOf(query, dice, now)
      return { type: 'recordFacts', stepKey: effect.stepKey, facts }
    }
    case 'automation': {
      const { stepKey, call, attempt } = effect
      const result = dice.roll(4) === 0 ? { error: 'no connection' } : { output: {} }
      return { type: 'automationFinished', stepKey, call, attempt, ...result }
    }
    case 'launch':
      return {
        type: 'childStarted',
        childKey: effect.childKey,
        runId: dice.roll(3) === 0 ? null : 'run-9',
        linked: false,
      }
    case 'report':
    case 'notify':
      return null
  }
}

/** Answers a sensible person might give to a form, now and then one that no form takes. */
export function answersTo(fields: readonly Field[], dice: Dice, run: SopRun, now: string): JsonObject {
  const answers: JsonObject = {}
  for (const field of fields) {
    const filled = [field.computed, field.proposed, field.preset, field.lookUp].some((way) => way !== undefined)
    if (dice.roll(10) < (filled ? 7 : field.required ? 0 : 3)) continue
    answers[field.name] = valueOf(field, dice, run, now)
  }
  if (dice.roll(40) === 0) answers['nonsense'] = 1
  return answers
}

function valueOf(field: Field, dice: Dice, run: SopRun, now: string): JsonValue {
  switch (field.type) {
    case 'enum':
      return dice.pick(field.of ?? []) ?? ''
    case 'money':
      return dice.pick([0, 5_00, 60_00, Number(run.values['payable'] ?? 1), Number(run.inputs['item_paid'])]) ?? 0
    case 'bool':
      return dice.roll(3) > 0
    case 'int':
      return (field.min ?? 0) + dice.roll((field.max ?? 9) - (field.min ?? 0) + 1)
    case 'datetime':
      return new Date(Date.parse(now) - dice.roll(3) * 3_600_000).toISOString()
    case 'files':
      return ['f1', 'f2', 'f3'].slice(0, 1 + dice.roll(3))
    default:
      return dice.pick(['SF1', 'SF2', 'words']) ?? ''
  }
}

interface Try {
  by: Actor
  command: RunCommand
}

/** What somebody does next: mostly the work that is open, by who should do it. */
export function someCommand(plan: Plan, run: SopRun, dice: Dice, now: string): Try {
  const steps = Object.values(run.steps)
  const active = steps.filter((step) => ['open', 'claimed', 'submitted', 'incident'].includes(step.status))
  if (run.status === 'paused' && dice.roll(3) > 0) return { by: lead, command: { type: 'resume' } }
  const step = dice.pick(active)
  if (step && dice.roll(10) < 6) return advance(plan, run, step, dice, now)
  return interfere(plan, run, dice.pick(dice.roll(2) === 0 ? steps : active) ?? steps[0]!, dice, now)
}

function advance(plan: Plan, run: SopRun, step: Step, dice: Dice, now: string): Try {
  const { key: stepKey } = step
  if (step.status === 'incident') return { by: lead, command: { type: 'retryIncident', stepKey } }
  const level = step.approvals.find((item) => item.decision === null)
  if (step.status === 'submitted') {
    const by = dice.pick(people.filter((one) => one.roles.includes(level?.role ?? ''))) ?? lead
    const type = dice.pick(['approve', 'approve', 'approve', 'reject', 'return'] as const)!
    return { by, command: { type, stepKey, reason: 'because' } }
  }
  const own = people.filter((one) =>
    step.assignee ? one.personId === step.assignee : one.roles.includes(step.role ?? ''),
  )
  const { form, checks } = stepPlan(plan, step.stepId)!
  const reasons = Object.fromEntries(
    [...form.map((field) => field.name), ...checks.map((check) => check.id)].map((name) => [name, 'because']),
  )
  const answers = answersTo(form, dice, run, now)
  return { by: dice.pick(own) ?? lead, command: { type: 'complete', stepKey, answers, reasons } }
}

function interfere(plan: Plan, run: SopRun, step: Step, dice: Dice, now: string): Try {
  const { key: stepKey, stepId } = step
  const by = dice.pick(people)!
  const reason = dice.roll(9) === 0 ? ' ' : 'because'
  const answers = answersTo(stepPlan(plan, stepId)!.form, dice, run, now)
  const target = { stepKey, ...(dice.roll(6) === 0 ? { expectedRevision: dice.roll(9) } : {}) }
  const key = dice.pick(['SF1', 'SF2', null]) ?? null
  const command = dice.pick<RunCommand>([
    { type: 'complete', answers, ...target },
    { type: 'complete', answers: {}, stepId },
    { type: 'claim', ...target },
    { type: 'release', ...target },
    { type: 'approve', ...target },
    { type: 'reject', reason, ...target },
    { type: 'return', reason, level: 1, ...target },
    { type: 'reassign', to: dice.pick(people)!.personId, reason, ...target },
    { type: 'revise', answers, reason, ...target },
    { type: 'comment', text: reason },
    { type: 'open', stepId },
    { type: 'retryIncident', ...target },
    { type: 'moveAnchor', anchor: 't0', to: now, reason },
    { type: 'receiveEvent', eventId: 'e1', eventType: 'parcel.received', key, data: { received_at: now } },
    { type: 'childEnded', childKey: dice.pick(run.children)?.key ?? 'none', outcome: 'done', record: {} },
    { type: 'automationFinished', stepKey, call: dice.roll(2), attempt: 1, output: {} },
    { type: 'pause', reason },
    dice.roll(8) === 0 ? { type: 'skip', reason, ...target } : { type: 'tick' },
    dice.roll(30) === 0 ? { type: 'cancel', reason } : { type: 'tick' },
  ])!
  return { by, command }
}
