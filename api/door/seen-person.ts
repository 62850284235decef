import type { z } from 'zod'
import { readPosts, readStaffMember } from '#db/reads/staff-page.ts'
import type { StaffMember } from '../contract/admin.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { storesWith } from '../policy.ts'
import { showStaff } from '../show/show-staff.ts'
import { notFound } from './access.ts'

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
