import { roleIds } from '#engine/model/roles.ts'

/** Who may use an operation, written by hand; `rights-matrix.test.ts` asks every kind of caller. */
export interface Row {
  /**
   * Address and body of a request that is well-formed but does as little as possible where it is allowed. `{name}` stands
   * for an object of the store (`objects.ts`); in a body `"{name}"` alone becomes its value.
   */
  path: string
  body?: unknown
  /** Roles in the object's store that get past every guard. */
  may: readonly string[] | 'everyone'
  /** Roles for which the object exists at all; left out, everyone of the store. */
  sees?: readonly string[]
  /**
   * Who has no role in the store, or none at all: `hidden` = 404, as if it were not there; `byRole` = judged by the roles held
   * anywhere, 403 without; `ofTheirs` = the same, but what is of another store is 404 for who may; `own` = gets only what is their own; `open` = nobody need sign in.
   */
  outside: 'hidden' | 'byRole' | 'ofTheirs' | 'own' | 'open'
  /** Status where the run is cancelled, for whoever may; 409 without it, 200 for what is read. */
  closed?: number
  /** Only who comes first: 409 where the step is done or claimed by another. */
  once?: true
  /** Roles that may in that state, where they are not those of `may`. */
  then?: { claimed?: readonly string[]; done?: readonly string[] }
}

export const leads = ['lead', 'store-manager', 'ops-lead'] as const
/** Who takes part in the small playbook: its leads, its starter, and the posts of its steps and approvals. */
export const actors = [...leads, 'cs-agent', 'cs-lead', 'warehouse'] as const
export const seers = [...actors, 'auditor', 'admin'] as const

/** What a store has and its people may use. */
export function ofStore(may: Row['may'], path: string, body?: unknown): Row {
  return { path, may, outside: 'hidden', ...(body === undefined ? {} : { body }) }
}

/** What hangs on a run: it exists for those who take part in its playbook. */
export function ofRun(may: Row['may'], path: string, body?: unknown): Row {
  return { ...ofStore(may, path, body), sees: seers }
}

/** What belongs to no store. */
export function ofHouse(may: Row['may'], path: string, body?: unknown): Row {
  return { path, may, outside: 'byRole', ...(body === undefined ? {} : { body }) }
}

/** What is one's own, and lists that hold only what the caller may see. */
export function ofOneself(path: string, body?: unknown): Row {
  return { path, may: 'everyone', outside: 'own', ...(body === undefined ? {} : { body }) }
}

/** What needs no sign-in. */
export function ofNobody(path: string, body?: unknown): Row {
  return { path, may: 'everyone', outside: 'open', ...(body === undefined ? {} : { body }) }
}

/** Every role but these. */
export function allBut(...roles: readonly string[]): readonly string[] {
  return roleIds.filter((role) => !roles.includes(role))
}
