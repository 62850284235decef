import type { InboxScope } from '#db/reads/inbox.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { storesWith } from '../policy.ts'
import type { Taps } from './plan-cache.ts'

/** Whose tasks the caller sees, worked out once per request. */
export async function inboxScope(house: House, caller: Caller): Promise<InboxScope> {
  return {
    personId: caller.personId,
    wholeStores: storesWith(caller, 'run.read'),
    posts: [...caller.rolesIn].flatMap(([storeId, roles]) => roles.map((role) => ({ storeId, role }))),
    taps: tapsIn(caller, await house.plans.taps()),
  }
}

/** What the caller may tap for others, store by store. */
function tapsIn(caller: Caller, taps: readonly Taps[]) {
  return [...caller.rolesIn].flatMap(([storeId, roles]) =>
    taps.filter(({ by }) => roles.includes(by)).map(({ role, sop, stepIds }) => ({ storeId, role, sop, stepIds })),
  )
}
