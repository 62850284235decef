import type { Roster } from '../model/people.ts'
import type { Plan } from '../model/plan.ts'
import type { JsonObject, JsonValue } from '../model/text.ts'

/**
 * People the launch form names by role (catalogue B: `assignees`): role id → person ids. Roles left empty are left out,
 * so that whoever holds them may take their tasks.
 */
export function peopleNamed(plan: Plan, inputs: JsonObject): Roster {
  const named = plan.people === undefined ? undefined : inputs[plan.people]
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return {}
  const entries = Object.entries(named).map(([role, people]) => [role, personsOf(people)] as const)
  return Object.fromEntries(entries.filter(([, persons]) => persons.length > 0))
}

function personsOf(people: JsonValue | undefined): string[] {
  const all = Array.isArray(people) ? people : [people]
  return all.filter((person): person is string => typeof person === 'string' && person !== '')
}
