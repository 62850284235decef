import { chainHash, firstHash } from '../history/chain.ts'
import { systemActor } from '../model/people.ts'
import type { Actor } from '../model/people.ts'
import type { Effect, EventBody, RunEvent } from '../model/run-event.ts'
import type { SopRun } from '../model/sop-run.ts'
import { applyEvent } from './apply.ts'
import { effectsOf } from './effects.ts'
import type { TurnContext } from './turn-context.ts'

/** More events than this in one turn mean a playbook that feeds itself; the turn is undone and becomes an incident. */
export const turnBudget = 1000

/** The turn outgrew its budget. */
export class TurnTooLong extends Error {}

/** Numbers, chains and applies events as rules decide them; the state is always that of the last event. */
export class Recorder {
  readonly context: TurnContext
  readonly sopRunId: string
  readonly events: RunEvent[] = []
  readonly effects: Effect[] = []
  private state: SopRun | null

  constructor(context: TurnContext, sopRunId: string, run: SopRun | null) {
    this.context = context
    this.sopRunId = sopRunId
    this.state = run
  }

  /** The run as it stands now. */
  get run(): SopRun {
    if (this.state === null) throw new RangeError(`Run ${this.sopRunId} has not been launched.`)
    return this.state
  }

  /** The run, or null before its launch. */
  get runOrNull(): SopRun | null {
    return this.state
  }

  /** Remembers where the turn stands; the result takes back everything recorded since. */
  mark(): () => void {
    const { state } = this
    const [events, effects] = [this.events.length, this.effects.length]
    return () => {
      this.state = state
      this.events.length = events
      this.effects.length = effects
    }
  }

  /** Records what the person of this turn did. */
  emit(body: EventBody): void {
    this.record(body, this.context.actor)
  }

  /** Records a consequence nobody did by hand. */
  emitSystem(body: EventBody): void {
    this.record(body, systemActor)
  }

  private record(body: EventBody, actor: Actor): void {
    if (this.events.length >= turnBudget)
      throw new TurnTooLong(`Run ${this.sopRunId} made ${turnBudget} events in one turn.`)
    const bySystem = actor === systemActor
    const unsealed: Omit<RunEvent, 'hash'> = {
      ...body,
      sopRunId: this.sopRunId,
      seq: (this.state?.seq ?? 0) + 1,
      at: this.context.now,
      personId: actor.personId,
      ...(actor.role === undefined ? {} : { role: actor.role }),
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
      door: bySystem && this.context.door !== 'rehearsal' ? 'system' : this.context.door,
      commandId: this.context.commandId,
    }
    const event: RunEvent = { ...unsealed, hash: chainHash(this.state?.hash ?? firstHash, unsealed) }
    this.state = applyEvent(this.state, event)
    this.events.push(event)
    this.effects.push(...effectsOf(this.context.plan, this.state, event))
  }
}
