/** Who acts. Names never travel: a page looks them up by `personId`. */
export interface Actor {
  /** `system` for timers, decisions and automations. */
  personId: string
  /** Roles this person holds in the run's store at this moment, checked at the door. */
  roles: string[]
  /** The role acted in, when the act needs one. */
  role?: string
  onBehalfOf?: string
  /** For decisions about money: since when and by whom the role acted in was given, once per post that gives it. */
  given?: readonly { at: string; by: string }[]
}

/** Where an act came in. */
export type Door = 'web' | 'api' | 'cli' | 'event' | 'timer' | 'system' | 'rehearsal'

/** Roles bound to people for one run: role id → person ids (empty = whoever holds the role). */
export type Roster = Record<string, string[]>

export const systemActor: Actor = { personId: 'system', roles: [] }
