import type { Roster } from '#engine/model/people.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { peopleNamed } from '#engine/rules/people-named.ts'
import { readStoreSettings } from '#db/reads/store-settings.ts'
import type { House } from '../house.ts'
import type { ProblemEntry } from '../problem.ts'
import { notFound } from './access.ts'
import { fillAnchors } from './launch-anchors.ts'
import { lookUpFields } from './look-up-fields.ts'
import { readForm } from './read-form.ts'
import { problemOfFindings } from './validate.ts'

/** A launch form as typed, completed by the store's data, with everything the store adds to it. */
export interface ReadLaunch {
  inputs: JsonObject
  anchors: Record<string, string>
  filledFrom: Record<string, string>
  roster: Roster
  holders: Roster
  parameters: JsonObject
  calendar: RunCalendar
  /** The store's own choice of hosting, if it has made one. */
  hosting: 'own' | 'desk' | null
}

interface Asked {
  storeId: string
  inputs: Record<string, unknown>
  anchors?: Record<string, string> | undefined
  roles?: Roster | undefined
}

/**
 * Reads what a launch or a rehearsal asks: typed values first, then anchors, then what the store's data hold; typed wins.
 * People come from the form's own field and from `roles`, which wins.
 * Codes: those of the fields, ANCHOR_UNKNOWN, ANCHORS_DISAGREE, UNKNOWN_ROLE, UNKNOWN_PERSON, NOT_FOUND (store).
 */
export async function readLaunch(house: House, plan: Plan, asked: Asked): Promise<ReadLaunch> {
  const { db, now } = house.deps
  const settings = await readStoreSettings(db, asked.storeId, plan.sop, now())
  if (!settings) throw notFound(`store ${asked.storeId}`)
  const { calendar, holders, parameters, hosting } = settings
  const typed = readForm(plan.launch, asked.inputs as JsonObject, '/inputs')
  const anchored = fillAnchors(plan, typed, asked.anchors ?? {}, calendar.zone)
  const looked = await lookUpFields(db, asked.storeId, plan.launch, anchored.inputs)
  const named = checkRoster(plan, peopleNamed(plan, anchored.inputs), holders, asked.storeId, `/inputs/${plan.people}`)
  return {
    inputs: { ...looked.values, ...anchored.inputs },
    anchors: anchored.anchors,
    filledFrom: looked.filledFrom,
    roster: { ...named, ...checkRoster(plan, asked.roles ?? {}, holders, asked.storeId, '/roles') },
    holders,
    parameters,
    calendar,
    hosting,
  }
}

/** People named for a role must hold it in the store, and the playbook must use it. */
function checkRoster(plan: Plan, roster: Roster, holders: Roster, storeId: string, at: string): Roster {
  const errors = Object.entries(roster).flatMap(([role, persons]): ProblemEntry[] => {
    const pointer = `${at}/${role}`
    if (!plan.roles.includes(role)) {
      return [
        {
          pointer,
          code: 'UNKNOWN_ROLE',
          detail: `${plan.sop} uses no role "${role}"; it uses ${plan.roles.join(', ')}.`,
        },
      ]
    }
    return persons.flatMap((person, index) =>
      holders[role]?.includes(person)
        ? []
        : [
            {
              pointer: `${pointer}/${index}`,
              code: 'UNKNOWN_PERSON',
              detail: `"${person}" does not hold the role ${role} in store ${storeId}.`,
            },
          ],
    )
  })
  if (errors.length > 0) throw problemOfFindings(errors)
  return roster
}
