import type { z } from 'zod'
import type { PostRow, StaffRow } from '#db/reads/staff-page.ts'
import type { Post, StaffMember } from '../contract/admin.ts'
import type { House } from '../house.ts'

/** Posts with the names of who granted them. */
export async function showPosts(house: House, rows: readonly PostRow[]): Promise<z.infer<typeof Post>[]> {
  const nameOf = await house.names.of(rows.map((row) => row.grantedBy))
  return rows.map((row) => ({ ...row, grantedByName: nameOf(row.grantedBy) }))
}

/** People with their posts. */
export async function showStaff(
  house: House,
  people: readonly StaffRow[],
  posts: readonly PostRow[],
): Promise<z.infer<typeof StaffMember>[]> {
  const shown = await showPosts(house, posts)
  return people.map((person) => ({ ...person, posts: shown.filter((post) => post.personId === person.id) }))
}
