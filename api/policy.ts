/** Who is calling, as the door resolved it once for this request. */
export interface Caller {
  personId: string
  name: string
  email: string
  via: 'bearer' | 'cookie'
  tokenHash: string
  /** When they last typed their password; null for a program with their key. */
  signedInAt: string | null
  /** Rights the key of a program is good for; null = all its person has. */
  scopes: ReadonlySet<string> | null
  /** Store id → roles held there now. */
  rolesIn: ReadonlyMap<string, readonly string[]>
  storeNames: ReadonlyMap<string, string>
  /** Store id → its time zone. */
  zones: ReadonlyMap<string, string>
}

/** What a rule may look at beside the caller's roles. */
export interface PolicyObject {
  storeId: string
  /** Roles the playbook lets start it, and roles its steps fall to. */
  starters?: readonly string[]
  posts?: readonly string[]
  launchedBy?: string
}

interface Rule {
  /** Roles in the object's store that suffice. */
  roles: readonly string[] | 'member'
  /** A role among the playbook's starters suffices. */
  starters?: true
  /** A role some step of the playbook falls to suffices. */
  posts?: true
  /** Whoever launched the run. */
  launcher?: true
  /** Roles that never do this, whatever else they hold. */
  never?: readonly string[]
  /** Said when refused. */
  needed: string
}

const leads = ['lead', 'store-manager', 'ops-lead'] as const
const readers = [...leads, 'auditor', 'admin'] as const
const onlookers = ['auditor', 'admin'] as const

export type Action =
  | 'sop.read'
  | 'definition.check'
  | 'definition.draft'
  | 'definition.publish'
  | 'run.launch'
  | 'run.rehearse'
  | 'run.read'
  | 'run.steer'
  | 'run.comment'
  | 'run.act'
  | 'task.assign'
  | 'event.send'
  | 'storePeople.read'
  | 'report.read'
  | 'storeData.import'
  | 'storeData.read'
  | 'parcel.scan'
  | 'handover.read'
  | 'handover.sign'
  | 'message.manage'
  | 'cost.see'
  | 'pii.see'
  | 'pii.reveal'
  | 'pii.revealRestricted'
  | 'pii.askErasure'
  | 'pii.readErasures'
  | 'pii.erase'
  | 'audit.read'
  | 'audit.sample'
  | 'audit.export'
  | 'people.manage'
  | 'store.change'
  | 'parameter.set'
  | 'limit.set'
  | 'duty.plan'
  | 'house.history'
  | 'breakGlass.open'
  | 'breakGlass.read'
  | 'breakGlass.review'

/** What a route asks for: an action of the table; `oneself`, which concerns nobody but the caller; `account`, for no program. */
export type Right = Action | 'oneself' | 'account'

/** The one table of rights (catalogue A.2, A.3, §0.5): used by routes, list filters and the page. */
export const policy: Record<Action, Rule> = {
  'sop.read': { roles: 'member', needed: 'a role in a store' },
  'definition.check': { roles: 'member', needed: 'a role in a store' },
  'definition.draft': { roles: [...leads, 'admin'], needed: 'lead, store-manager, ops-lead or admin' },
  'definition.publish': { roles: ['admin'], needed: 'admin' },
  'run.launch': {
    roles: leads,
    starters: true,
    never: onlookers,
    needed: 'lead, store-manager, ops-lead or a starter of it',
  },
  'run.rehearse': { roles: 'member', never: ['admin'], needed: 'a role in the store' },
  'run.read': { roles: readers, starters: true, posts: true, launcher: true, needed: 'a role that takes part in it' },
  'run.steer': {
    roles: leads,
    launcher: true,
    never: onlookers,
    needed: 'lead, store-manager or ops-lead, or having launched it',
  },
  'run.comment': {
    roles: leads,
    starters: true,
    posts: true,
    launcher: true,
    never: onlookers,
    needed: 'a role that takes part in it',
  },
  'run.act': { roles: leads, starters: true, posts: true, never: onlookers, needed: 'a role that takes part in it' },
  'task.assign': {
    roles: leads,
    launcher: true,
    never: onlookers,
    needed: 'lead, store-manager or ops-lead, or having launched it',
  },
  'event.send': { roles: [...leads, 'warehouse', 'operator', 'live-operator'], needed: 'warehouse, operator or lead' },
  'storePeople.read': { roles: 'member', needed: 'a role in the store' },
  'report.read': { roles: readers, needed: 'lead, store-manager, ops-lead, auditor or admin' },
  'storeData.import': {
    roles: [...leads, 'admin', 'operator', 'warehouse', 'buyer', 'merchandiser'],
    needed: 'operator, warehouse, buyer, merchandiser, lead or admin',
  },
  'storeData.read': { roles: 'member', needed: 'a role in the store' },
  'parcel.scan': { roles: [...leads, 'warehouse'], never: onlookers, needed: 'warehouse or lead' },
  'handover.read': {
    roles: [...readers, 'warehouse', 'operator'],
    needed: 'warehouse, operator, lead, auditor or admin',
  },
  'handover.sign': { roles: [...leads, 'warehouse'], never: onlookers, needed: 'warehouse or lead' },
  'message.manage': { roles: ['admin', 'store-manager'], needed: 'admin or store-manager' },
  'cost.see': { roles: ['store-manager', 'finance', 'buyer', 'merchandiser'], needed: 'finance or store-manager' },
  'audit.read': { roles: [...leads, 'auditor'], needed: 'lead, store-manager, ops-lead or auditor' },
  'audit.sample': { roles: ['auditor'], needed: 'auditor' },
  'audit.export': { roles: [...leads, 'auditor'], needed: 'lead, store-manager, ops-lead or auditor' },
  'people.manage': { roles: ['admin'], needed: 'admin' },
  'store.change': { roles: ['admin'], needed: 'admin' },
  'parameter.set': { roles: ['admin', 'store-manager'], needed: 'admin or store-manager' },
  // R-APPROVE: limits of money are the store-manager's; an admin never acts on money.
  'limit.set': { roles: ['store-manager'], needed: 'store-manager' },
  'duty.plan': { roles: [...leads, 'admin'], needed: 'lead, store-manager, ops-lead or admin' },
  'house.history': { roles: ['auditor', 'admin', 'store-manager'], needed: 'auditor, admin or store-manager' },
  'breakGlass.open': { roles: leads, never: onlookers, needed: 'lead, store-manager or ops-lead' },
  'breakGlass.read': { roles: readers, needed: 'lead, store-manager, ops-lead, auditor or admin' },
  'breakGlass.review': {
    roles: ['store-manager', 'auditor', 'admin'],
    needed: 'store-manager, auditor or admin, and another person',
  },
  'pii.reveal': {
    roles: [...leads, 'auditor'],
    never: ['admin'],
    needed: 'lead, store-manager, ops-lead or auditor',
  },
  'pii.revealRestricted': { roles: ['auditor'], never: ['admin'], needed: 'auditor' },
  'pii.askErasure': { roles: leads, never: onlookers, needed: 'lead, store-manager or ops-lead' },
  'pii.readErasures': { roles: readers, needed: 'lead, store-manager, ops-lead, auditor or admin' },
  'pii.erase': { roles: ['admin'], needed: 'admin' },
  'pii.see': { roles: leads, posts: true, launcher: true, never: onlookers, needed: 'a role that works on the case' },
}

/** Whether the caller may do this to this object; the object's store must be one of the caller's. */
export function may(
  caller: Pick<Caller, 'personId' | 'rolesIn'> & { scopes?: Caller['scopes'] },
  action: Action,
  object: PolicyObject,
): boolean {
  if (caller.scopes && !caller.scopes.has(action)) return false
  const held = caller.rolesIn.get(object.storeId) ?? []
  if (held.length === 0) return false
  const rule = policy[action]
  // A person who also audits or administers acts only where another role lets them.
  const active = rule.never ? held.filter((role) => !rule.never?.includes(role)) : held
  if (active.length === 0) return false
  const holdsOneOf = (roles: readonly string[] | undefined) => active.some((role) => roles?.includes(role))
  return (
    rule.roles === 'member' ||
    holdsOneOf(rule.roles) ||
    (rule.starters === true && holdsOneOf(object.starters)) ||
    (rule.posts === true && holdsOneOf(object.posts)) ||
    (rule.launcher === true && object.launchedBy === caller.personId)
  )
}

/** Whether the caller may do this in any store at all: for what belongs to no store, such as definitions. */
export function mayAnywhere(caller: Caller, action: Action): boolean {
  return [...caller.rolesIn.keys()].some((storeId) => may(caller, action, { storeId }))
}

/** Stores in which one of the rule's own roles is held: there everything is listed, elsewhere only what takes one in. */
export function storesWith(caller: Caller, action: Action): string[] {
  return [...caller.rolesIn.keys()].filter((storeId) => may(caller, action, { storeId }))
}
