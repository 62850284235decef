import type { ProgramCache } from '../expression/evaluate.ts'
import type { CommandEnvelope } from '../model/command.ts'
import type { Actor, Door } from '../model/people.ts'
import type { Plan } from '../model/plan.ts'

/** What every rule may know besides the run: the plan, the one `now` of the turn and who acts. */
export interface TurnContext {
  plan: Plan
  programs: ProgramCache
  /** ISO instant; the same for every event of the turn. */
  now: string
  actor: Actor
  door: Door
  commandId: string
}

/** The context of one command. */
export function contextOf(plan: Plan, programs: ProgramCache, envelope: CommandEnvelope, now: string): TurnContext {
  return { plan, programs, now, actor: envelope.actor, door: envelope.door, commandId: envelope.commandId }
}
