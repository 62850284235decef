// R-SUP: superior of every role of A.2. Posts the rule does not name answer to the store-manager.
const superiors: Readonly<Record<string, string | null>> = Object.freeze({
  'store-manager': null,
  'ops-lead': 'store-manager',
  'cs-lead': 'store-manager',
  'cs-agent': 'cs-lead',
  'complaint-handler': 'cs-lead',
  operator: 'ops-lead',
  merchandiser: 'ops-lead',
  designer: 'ops-lead',
  'ads-specialist': 'ops-lead',
  'kol-manager': 'ops-lead',
  'campaign-planner': 'ops-lead',
  'data-analyst': 'ops-lead',
  warehouse: 'ops-lead',
  buyer: 'ops-lead',
  planner: 'ops-lead',
  host: 'ops-lead',
  'floor-controller': 'ops-lead',
  'live-operator': 'ops-lead',
  'comment-moderator': 'ops-lead',
  finance: 'store-manager',
  compliance: 'store-manager',
  hr: 'store-manager',
  spokesperson: 'store-manager',
  tech: 'store-manager',
  auditor: 'store-manager',
  external: 'store-manager',
})

/** R-SUP: the role above a role; null above the store-manager. A role of the store's own answers to the store-manager. */
export function superior(role: string): string | null {
  const above = Object.hasOwn(superiors, role) ? superiors[role] : undefined
  return above === undefined ? 'store-manager' : above
}

/** R-SUP: all roles above a role, nearest first, ending with the store-manager. */
export function superiorChain(role: string): string[] {
  const chain: string[] = []
  for (let above = superior(role); above !== null; above = superior(above)) chain.push(above)
  return chain
}
