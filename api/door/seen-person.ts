import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { readPosts, readStaffMember, readStoresOf } from '#db/reads/staff-page.ts'
import type { StaffMember } from '../contract/admin.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { may, storesWith } from '../policy.ts'
import { showStaff } from '../show/show-staff.ts'
import { demandAnywhere, notFound, refuseAction } from './access.ts'

/** A person as administration sees them. Error: NOT_FOUND. */
export async function wholePerson(
  house: House,
  caller: Caller,
  personId: string,
): Promise<z.infer<typeof StaffMember>> {
  const row = await readStaffMember(house.deps.db, personId)
  if (!row) throw notFound(`person ${personId}`)
  const posts = await readPosts(house.deps.db, [personId], storesWith(caller, 'people.manage'))
  const [shown] = await showStaff(house, [row], posts)
  return shown!
}

/**
 * Refuses to change somebody who works, or last worked, where the caller does not manage people: a password or a bar reaches
 * into every store. Errors: NOT_FOUND (works only elsewhere), NOT_ALLOWED (elsewhere too).
 */
export async function demandManaged(house: House, request: FastifyRequest, personId: string): Promise<void> {
  demandAnywhere(request, 'people.manage')
  const stores = await readStoresOf(house.deps.db, personId, house.deps.now())
  const managed = stores.filter((storeId) => may(request.caller, 'people.manage', { storeId }))
  if (managed.length === stores.length) return
  if (managed.length === 0) throw notFound(`person ${personId}`)
  refuseAction(request, 'people.manage')
}
