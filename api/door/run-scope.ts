import type { RunScope } from '#db/reads/seen-runs.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { may, storesWith } from '../policy.ts'
import { policyObjectOf } from './access.ts'

/** Where everything is seen, and which playbooks are seen elsewhere because a role of the caller takes part in them. */
export async function runScopeOf(house: House, caller: Caller): Promise<RunScope> {
  const wholeStores = storesWith(caller, 'run.read')
  const others = [...caller.rolesIn.keys()].filter((storeId) => !wholeStores.includes(storeId))
  const playbooks = new Map<string, { storeId: string; sop: string }>()
  if (others.length > 0) {
    for (const { sop, sha256 } of await house.plans.published()) {
      const plan = await house.plans.bySha(sha256)
      for (const storeId of others) {
        if (may(caller, 'run.read', policyObjectOf(plan, storeId))) playbooks.set(`${storeId}/${sop}`, { storeId, sop })
      }
    }
  }
  return { personId: caller.personId, wholeStores, playbooks: [...playbooks.values()] }
}
