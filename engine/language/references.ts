import { roleIds, rolesWithoutSteps } from '../model/roles.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { Path } from './finding.ts'
import { didYouMean } from './suggest.ts'

/** A role as written. Errors: UNKNOWN_ROLE, also for roles that only read. */
export function roleRef(c: Pick<Compiling, 'locate' | 'findings'>, role: string, path: Path): string {
  if (!roleIds.includes(role)) report(c, 'UNKNOWN_ROLE', path, `There is no role '${role}'.`, didYouMean(role, roleIds))
  else if (rolesWithoutSteps.includes(role))
    report(c, 'UNKNOWN_ROLE', path, `The role '${role}' only reads or keeps the house; no step can be its.`)
  return role
}

/** A step as written. Errors: UNKNOWN_STEP. */
export function stepRef(c: Compiling, stepId: string, path: Path): string {
  if (!c.names.stepsById.has(stepId))
    report(c, 'UNKNOWN_STEP', path, `There is no step '${stepId}'.`, didYouMean(stepId, c.names.stepsById.keys()))
  return stepId
}

/** An outcome as written. Errors: UNKNOWN_OUTCOME. */
export function outcomeRef(c: Compiling, outcome: string, path: Path): string {
  const known = Object.keys(c.document.outcomes)
  if (!known.includes(outcome))
    report(
      c,
      'UNKNOWN_OUTCOME',
      path,
      `'${outcome}' is not one of the outcomes.`,
      didYouMean(outcome, known) || 'Name it under outcomes:.',
    )
  return outcome
}

/** The launch field that names people by role. Errors: UNKNOWN_FIELD, TYPE when it is no record. */
export function peopleField(c: Compiling, name: string): string {
  const launch = c.document.launch ?? {}
  const records = Object.keys(launch).filter((field) => launch[field]?.type === 'record')
  if (!(name in launch))
    report(c, 'UNKNOWN_FIELD', ['people'], `The launch form has no field '${name}'.`, didYouMean(name, records))
  else if (!records.includes(name))
    report(c, 'TYPE', ['people'], `People are named by a record of role and person; '${name}' is none.`)
  return name
}

/** One or many as a list. */
export function listed<T>(value: T | readonly T[] | undefined): T[] {
  if (value === undefined) return []
  return Array.isArray(value) ? [...(value as readonly T[])] : [value as T]
}
