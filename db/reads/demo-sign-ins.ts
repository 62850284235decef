import type { Connection } from '../database.ts'

export interface DemoSignIn {
  email: string
  name: string
  roles: string[]
}

/** The demonstration's people that may sign in now, with the roles they hold anywhere, by email. */
export async function readDemoSignIns(db: Connection, now: string): Promise<DemoSignIn[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('membership', 'membership.personId', 'person.id')
    .where('person.id', 'like', 'demo-%')
    .where('person.email', 'like', '%@demo.local')
    .where('person.disabledAt', 'is', null)
    .where('membership.fromAt', '<=', now)
    .where((eb) => eb.or([eb('membership.toAt', 'is', null), eb('membership.toAt', '>', now)]))
    .select(['person.email', 'person.name', 'membership.role'])
    .distinct()
    .orderBy('person.email')
    .orderBy('membership.role')
    .execute()
  const people = new Map<string, DemoSignIn>()
  for (const { email, name, role } of rows) {
    const person = people.get(email) ?? { email, name, roles: [] }
    people.set(email, { ...person, roles: [...person.roles, role] })
  }
  return [...people.values()]
}
