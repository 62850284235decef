import type { AuditScope } from '#db/reads/audit-search.ts'
import type { Caller } from '../policy.ts'
import { storesWith } from '../policy.ts'

/** Where the caller reads all history; in their other stores they read only what they did themselves. */
export function auditScopeOf(caller: Caller): AuditScope {
  const wholeStores = storesWith(caller, 'audit.read')
  const ownStores = [...caller.rolesIn.keys()].filter((storeId) => !wholeStores.includes(storeId))
  return { personId: caller.personId, wholeStores, ownStores }
}
