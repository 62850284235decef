import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import { firstBrokenLink } from '#engine/history/chain.ts'
import type { Launch, RunCommand } from '#engine/model/command.ts'
import type { Actor } from '#engine/model/people.ts'
import type { Effect, RunEvent } from '#engine/model/run-event.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import { applyEvent, foldEvents } from '#engine/run/apply.ts'
import { stepPlan } from '#engine/run/plan-index.ts'
import { currentInstances, holdsBack } from '#engine/run/steps.ts'
import { nextWakeAt, takeTurn } from '#engine/turn.ts'
import { returnRefund as plan } from '../../sop-definitions/refund-case.ts'
import { lead, plainLaunch, system } from '../rules/driven-run.ts'
import { answerTo, Dice, holders, someCommand } from './refund-world.ts'

const hour = 3_600_000
/** How much time passes: mostly little, now and then so much that clocks run out. */
const jumps = [
  ...Array.from({ length: 30 }, (_, i) => i * 10_000),
  ...Array.from({ length: 6 }, () => hour),
  5 * hour,
  26 * hour,
  8 * 24 * hour,
]
const startMs = Date.parse('2027-03-10T02:00:00.000Z')

/** One story of a return: everything that happened, checked turn by turn. */
class Story {
  readonly events: RunEvent[] = []
  private readonly programs = newProgramCache()
  private readonly pending: Effect[] = []
  private readonly dice: Dice
  private run: SopRun | null = null
  private ms = startMs

  constructor(inputs: Launch['inputs'], seed: number) {
    this.dice = new Dice(seed)
    this.send(lead, { ...plainLaunch, inputs, holders })
  }

  get now(): string {
    return new Date(this.ms).toISOString()
  }

  get state(): SopRun | null {
    return this.run
  }

  /** One thing happens: time passes, something asked for is answered, or somebody tries something. */
  step(): void {
    this.passTo(this.ms + this.dice.pick(jumps)!)
    if (this.pending.length > 0 && this.dice.roll(3) > 0) this.answerOne()
    else {
      const { by, command } = someCommand(plan, this.run!, this.dice, this.now)
      this.send(by, command)
    }
  }

  private answerOne(): void {
    const at = this.dice.roll(this.pending.length)
    const answer = answerTo(this.pending[at]!, this.dice, this.now)
    // Now and then an answer comes twice.
    if (this.dice.roll(6) > 0) this.pending.splice(at, 1)
    if (answer) this.send(system, answer)
  }

  private passTo(until: number): void {
    for (let guard = 0; guard < 500; guard += 1) {
      const wakeAt = this.run === null ? null : nextWakeAt(plan, this.run, this.now)
      if (wakeAt === null || Date.parse(wakeAt) > until) break
      this.ms = Math.max(this.ms, Date.parse(wakeAt))
      const seq = this.run!.seq
      this.send(system, { type: 'tick' })
      expect(this.run!.seq, `nothing happened at ${wakeAt}`).toBeGreaterThan(seq)
    }
    this.ms = Math.max(this.ms, until)
  }

  private send(by: Actor, command: RunCommand): void {
    const before = this.run
    const envelope = {
      commandId: `c${this.events.length}`,
      sopRunId: 'run-1',
      actor: by,
      door: 'api' as const,
      command,
    }
    const turn = takeTurn(plan, before, envelope, this.now, this.programs)
    if (turn.refusal?.code === 'INTERNAL') throw new Error(turn.refusal.message)
    if (turn.refusal?.code === 'EXPRESSION_FAILED' && !offRoad(before)) throw new Error(turn.refusal.message)
    if (before !== null && ['completed', 'cancelled'].includes(before.status))
      expect(turn.events.filter((event) => event.type !== 'comment.added')).toEqual([])
    this.checkEvents(before, turn.events)
    this.run = turn.run
    this.events.push(...turn.events)
    this.pending.push(...turn.effects.filter((effect) => effect.kind !== 'notify' && effect.kind !== 'report'))
    if (this.run) this.checkAgenda(this.run)
  }

  private checkEvents(before: SopRun | null, events: readonly RunEvent[]): void {
    let run = before
    for (const event of events) {
      if (event.seq !== (run?.seq ?? 0) + 1) throw new Error(`seq ${event.seq} after ${run?.seq}`)
      if (event.at < (run?.lastAt ?? '')) throw new Error(`${event.at} after ${run?.lastAt}`)
      if (run !== null && event.stepId !== undefined && event.type === 'step.opened')
        expect(early(run, event.stepId)).toEqual([])
      const trouble = event.type === 'incident.raised' && event.data['expression'] !== undefined
      if (trouble && !offRoad(run)) throw new Error(JSON.stringify(event.data))
      run = applyEvent(run, event)
    }
  }

  private checkAgenda(run: SopRun): void {
    if (run.status !== 'running' && run.status !== 'incident') return
    const timed = Object.values(run.steps).filter(
      (step) =>
        !step.stale &&
        (step.status === 'open' || step.status === 'claimed') &&
        (step.unansweredAt !== null ||
          step.lookAt !== null ||
          (step.role !== null && step.dueAt !== null && step.ladder.overdue === 0)),
    )
    if (timed.length > 0) expect(nextWakeAt(plan, run, this.now)).not.toBeNull()
  }
}

/** Where somebody waived a step or left the table, values the playbook counts on may be missing: then an act may fail, whole. */
function offRoad(run: SopRun | null): boolean {
  const steps = Object.values(run?.steps ?? {})
  return (
    steps.some((step) => step.status === 'skipped' && step.completedBy !== null) ||
    steps.some((step) => step.stepId === 'rr-method' && step.approvals.length > 0)
  )
}

/** Steps the opened one follows and that are not over. */
function early(run: SopRun, stepId: string): string[] {
  const edges = stepPlan(plan, stepId)?.after.filter((edge) => edge.if === undefined) ?? []
  return edges.map((edge) => edge.stepId).filter((id) => currentInstances(run, id).some(holdsBack))
}

/** What must hold of a whole history. */
function checkHistory(story: Story): void {
  const { events, state } = story
  const recorded = JSON.parse(JSON.stringify(events)) as RunEvent[]
  expect(foldEvents(recorded)).toEqual(JSON.parse(JSON.stringify(state)))
  expect(firstBrokenLink(recorded)).toBeNull()
  const keysOf = (type: string) => events.filter((event) => event.type === type).map((event) => event.stepKey)
  for (const type of ['step.opened', 'step.completed']) expect(new Set(keysOf(type)).size).toBe(keysOf(type).length)
  if (state === null) return
  const paid = events
    .filter((event) => event.type === 'step.completed' && event.stepId === 'rr-refund')
    .map((event) => Number((event.data['answers'] as { amount: number }).amount))
  const most = Number(state.inputs['item_paid']) + Number(state.inputs['freight_paid'])
  expect(paid.reduce((sum, amount) => sum + amount, 0)).toBeLessThanOrEqual(most)
  for (const step of Object.values(state.steps)) {
    const deciders = step.approvals.flatMap((level) => (level.by === null ? [] : [level.by]))
    expect(new Set(deciders).size).toBe(deciders.length)
    expect(deciders).not.toContain(step.requester)
  }
  if (state.status === 'completed' || state.status === 'cancelled') {
    const left = Object.values(state.steps).filter((step) => !['done', 'skipped', 'cancelled'].includes(step.status))
    expect(left.map((step) => `${step.key} ${step.status}`)).toEqual([])
  }
}

const day = 24
const hoursBefore = (hours: number) => new Date(startMs - hours * hour).toISOString()
const launches = fc
  .record({
    platform: fc.constantFrom('taobao', 'tmall', 'jd', 'pdd', 'douyin', 'xhs', 'other'),
    item_paid: fc.constantFrom(1, 39_00, 50_00, 50_01, 328_00, 2_500_00),
    freight_paid: fc.constantFrom(0, 10_00),
    freight_insurance: fc.boolean(),
    shipped: fc.boolean(),
    deliveredBefore: fc.option(fc.constantFrom(1, 2 * day, 8 * day, 20 * day)),
    wanted: fc.constantFrom('refund_only', 'return_refund', 'exchange', 'repair', 'reship'),
    reason: fc.constantFrom(
      'quality',
      'damaged',
      'wrong_item',
      'missing',
      'lost',
      'late',
      'functional',
      'size',
      'dislike',
      'other',
    ),
    goodwill: fc.boolean(),
  })
  .map(({ shipped, deliveredBefore, ...given }) => ({
    ...given,
    order_no: 'O-1',
    sku: 'A',
    qty: 1,
    applied_at: hoursBefore(0),
    ...(shipped || deliveredBefore !== null ? { shipped_at: hoursBefore(21 * day) } : {}),
    ...(deliveredBefore === null ? {} : { delivered_at: hoursBefore(deliveredBefore) }),
  }))

// PROPERTY_RUNS and PROPERTY_SEED make it look further.
it('whatever people try with a return, in whatever order: nothing is lost, nothing doubled, nothing paid too much', () => {
  fc.assert(
    fc.property(launches, fc.nat(), fc.integer({ min: 20, max: 60 }), (inputs, seed, acts) => {
      const story = new Story(inputs, seed)
      for (let i = 0; i < acts && story.state !== null; i += 1) story.step()
      checkHistory(story)
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40), seed: Number(process.env['PROPERTY_SEED'] ?? 2027) },
  )
}, 60_000)
