import type { z } from 'zod'
import type { HeldRole } from '#db/reads/caller-of-session.ts'
import type { Person } from '../contract/people.ts'
import type { Caller } from '../policy.ts'

export type ShownPerson = z.infer<typeof Person>

/** A person with the roles held per store. */
export function showPerson(
  person: { id: string; name: string; email: string },
  held: readonly HeldRole[],
): ShownPerson {
  const stores = new Map<string, ShownPerson['stores'][number]>()
  for (const { storeId, storeName, zone, role } of held) {
    const store = stores.get(storeId) ?? { storeId, storeName, zone, roles: [] }
    stores.set(storeId, { ...store, roles: [...store.roles, role] })
  }
  return { id: person.id, name: person.name, email: person.email, stores: [...stores.values()] }
}

/** The caller of a request, from what the door resolved. */
export function showCaller(caller: Caller): ShownPerson {
  const stores = [...caller.rolesIn].map(([storeId, roles]) => ({
    storeId,
    storeName: caller.storeNames.get(storeId) ?? storeId,
    zone: caller.zones.get(storeId) ?? 'Asia/Shanghai',
    roles: [...roles],
  }))
  return { id: caller.personId, name: caller.name, email: caller.email, stores }
}
