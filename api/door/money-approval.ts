import type { FastifyRequest } from 'fastify'
import type { RunCommand } from '#engine/model/command.ts'
import type { Actor } from '#engine/model/people.ts'
import { readGivenRoles } from '#db/reads/given-roles.ts'
import type { House } from '../house.ts'
import { Problem } from '../problem.ts'
import { stepPlanOf } from '../show/show-step.ts'
import type { SeenTask } from './access.ts'

/** Whether an act decides about money: an approval with a ladder over an amount (R-APPROVE). */
export function decidesMoney(task: SeenTask, act: RunCommand): boolean {
  const { kind, approval } = stepPlanOf(task.plan, task.step.stepId)
  if (approval?.ladder === undefined) return false
  return ['approve', 'reject', 'return'].includes(act.type) || (act.type === 'complete' && kind === 'approval')
}

/**
 * What the engine needs to know of who decides about money: since when they hold the role. Error: FRESH_SIGN_IN_NEEDED, when
 * they last typed their password too long ago to be sure it is still them.
 */
export async function moneyActor(
  house: House,
  request: FastifyRequest,
  storeId: string,
  actor: Actor,
  role: string | null,
): Promise<Actor> {
  const now = house.deps.now()
  if (Date.parse(now) - Date.parse(request.caller.signedInAt) > house.sessionTimes.freshMs) {
    const minutes = Math.round(house.sessionTimes.freshMs / 60_000)
    throw new Problem(
      'FRESH_SIGN_IN_NEEDED',
      `Money is decided about within ${minutes} minutes of a sign-in. Sign in again at POST /api/v1/session, then repeat the act.`,
    )
  }
  const persons = [actor.personId, ...(actor.onBehalfOf === undefined ? [] : [actor.onBehalfOf])]
  const given = role === null ? [] : await readGivenRoles(house.deps.db, persons, { storeId, role }, now)
  return { ...actor, given }
}
