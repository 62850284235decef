import { storesOfPerson } from '#db/reads/absences.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { storesWith } from '../policy.ts'

/** Whether the caller plans the duty of somebody: their own always, others' in a store they both work in. */
export async function plansFor(house: House, caller: Caller, personId: string): Promise<boolean> {
  if (personId === caller.personId) return true
  const theirs = await storesOfPerson(house.deps.db, personId, house.deps.now())
  return storesWith(caller, 'duty.plan').some((storeId) => theirs.includes(storeId))
}
