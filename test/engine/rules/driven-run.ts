import { newProgramCache } from '#engine/expression/evaluate.ts'
import { firstBrokenLink } from '#engine/history/chain.ts'
import type { Launch, RunCommand } from '#engine/model/command.ts'
import type { Actor } from '#engine/model/people.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Refusal } from '#engine/model/refusal.ts'
import type { Effect, RunEvent } from '#engine/model/run-event.ts'
import type { RunCalendar, SopRun, Step } from '#engine/model/sop-run.ts'
import { foldEvents } from '#engine/run/apply.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import { nextWakeAt, takeTurn } from '#engine/turn.ts'
import type { Turn } from '#engine/turn.ts'
import { at, start } from '../patterns/story.ts'

/** Who acts: a person's name and the roles they hold, `ann: cs-agent, operator`. */
export function person(described: string): Actor {
  const [personId = '', roles = ''] = described.split(':').map((part) => part.trim())
  return { personId, roles: roles === '' ? [] : roles.split(',').map((role) => role.trim()) }
}

export const system: Actor = { personId: 'system', roles: [] }
export const lead = person('lea: lead')

/** A run driven turn by turn, each at an instant of its own: nothing happens by itself, not even the passing of time. */
export class DrivenRun {
  readonly plan: Plan
  readonly events: RunEvent[] = []
  readonly effects: Effect[] = []
  readonly refusalOfLaunch: Refusal | null
  private readonly programs = newProgramCache()
  private state: SopRun | null = null

  constructor(plan: Plan, launch: Partial<Launch> = {}, by: Actor = person('lars: operator'), clock = start) {
    this.plan = plan
    this.refusalOfLaunch = this.send(by, { ...plainLaunch, ...launch }, clock).refusal ?? null
  }

  get run(): SopRun {
    if (this.state === null) throw new Error('the launch was refused')
    return this.state
  }

  /** One command; `clock` as `at` reads it, or a whole instant. */
  send(by: Actor | string, command: RunCommand, clock: string): Turn {
    const actor = typeof by === 'string' ? person(by) : by
    const envelope = { commandId: `c-${this.events.length}`, sopRunId: 'run-1', actor, door: 'api' as const, command }
    const instant = new Date(clock.includes('T') ? clock : at(clock)).toISOString()
    const turn = takeTurn(this.plan, this.state, envelope, instant, this.programs)
    this.state = turn.run
    this.events.push(...turn.events)
    this.effects.push(...turn.effects)
    return turn
  }

  /** The refusal of a command, as its code and its sentence. */
  refused(by: Actor | string, command: RunCommand, clock: string): [string, string] | null {
    const { refusal } = this.send(by, command, clock)
    return refusal ? [refusal.code, refusal.message] : null
  }

  /** A command that must not be refused. */
  done(by: Actor | string, command: RunCommand, clock: string): Turn {
    const turn = this.send(by, command, clock)
    if (turn.refusal) throw new Error(`${turn.refusal.code}: ${turn.refusal.message}`)
    return turn
  }

  complete(by: Actor | string, stepId: string, clock: string, answers = {}, more = {}): Refusal | undefined {
    return this.send(by, { type: 'complete', stepId, answers, ...more }, clock).refusal
  }

  /** Lets the run's own timers fire until an instant, each at its time. */
  runTo(clock: string): void {
    const until = new Date(clock.includes('T') ? clock : at(clock)).toISOString()
    for (let now = ''; ;) {
      const wakeAt = nextWakeAt(this.plan, this.run, now)
      if (wakeAt === null || wakeAt > until) break
      now = wakeAt > now ? wakeAt : now
      this.send(system, { type: 'tick' }, now)
    }
    this.send(system, { type: 'tick' }, until)
  }

  step(key: string): Step {
    const step = this.run.steps[key]
    if (!step) throw new Error(`no step ${key}; there are ${Object.keys(this.run.steps).join(', ')}`)
    return step
  }

  statuses(): Record<string, string> {
    return Object.fromEntries(Object.values(this.run.steps).map((step) => [step.key, step.status]))
  }

  /** What must hold of every run at every moment: history and state tell the same, the chain holds. */
  soundness() {
    return {
      folded: foldEvents(this.events),
      brokenLink: firstBrokenLink(this.events),
    }
  }
}

export const calendar: RunCalendar = JSON.parse(JSON.stringify(defaultStoreCalendar)) as RunCalendar

export const plainLaunch: Launch = {
  type: 'launch',
  sopRunId: 'run-1',
  storeId: 'store-1',
  inputs: {},
  anchors: {},
  roster: {},
  holders: {},
  parameters: {},
  calendar,
  correlationKey: null,
}
