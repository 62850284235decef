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
 * What the engine needs to know of who decides about money: since when they hold the role. Errors:
 * FRESH_SIGN_IN_NEEDED; BREAK_GLASS_MONEY, when they hold it for an emergency only.
 */
export async function moneyActor(
  house: House,
  request: FastifyRequest,
  storeId: string,
  actor: Actor,
  role: string | null,
): Promise<Actor> {
  demandFreshSignIn(house, request)
  const persons = [actor.personId, ...(actor.onBehalfOf === undefined ? [] : [actor.onBehalfOf])]
  const given = role === null ? [] : await readGivenRoles(house.deps.db, persons, { storeId, role }, house.deps.now())
  if (role !== null && given.length === 0 && actor.roles.includes(role)) {
    throw new Problem(
      'BREAK_GLASS_MONEY',
      `You hold the role ${role} for this emergency only, and in none is money decided about. Somebody who holds it must.`,
    )
  }
  return { ...actor, given }
}

/** Refuses with FRESH_SIGN_IN_NEEDED who last typed their password too long ago, and every program. */
export function demandFreshSignIn(house: House, request: FastifyRequest): void {
  const { signedInAt } = request.caller
  const { freshMs } = house.sessionTimes
  if (signedInAt !== null && Date.parse(house.deps.now()) - Date.parse(signedInAt) <= freshMs) return
  throw new Problem(
    'FRESH_SIGN_IN_NEEDED',
    `This is done within ${Math.round(freshMs / 60_000)} minutes of a sign-in. Sign in again at POST /api/v1/session, then repeat the act.`,
  )
}
