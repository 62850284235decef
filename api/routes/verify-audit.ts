import { verifyStored } from '#audit/verify-stored.ts'
import type { VerifyScope } from '#audit/verify-stored.ts'
import type { FastifyRequest } from 'fastify'
import { Verdict, VerifyRequest } from '../contract/audit-proofs.ts'
import { demand, demandAnywhere, seenRun, seenStore } from '../door/access.ts'
import { heldPlaces, sealNow, showPlace } from '../door/audit-seal.ts'
import type { House, Route } from '../house.ts'
import { problems } from './answers.ts'

/** POST /audit/verify: works chains, tree and checkpoints out again and compares them with what lies outside the database. */
export const verifyAudit: Route = (app, house) => {
  // One at a time: the whole log is read for it.
  let underWay: Promise<unknown> = Promise.resolve()
  app.route({
    method: 'POST',
    url: '/api/v1/audit/verify',
    config: { right: 'audit.read' },
    schema: {
      tags: ['audit'],
      summary: 'Verify history',
      body: VerifyRequest,
      response: { 200: Verdict, ...problems },
    },
    handler: async (request) => {
      const scope = await scopeOf(house, request, request.body)
      const turn = underWay.then(() => verify(house, scope))
      underWay = turn.catch(() => undefined)
      return turn
    },
  })
}

async function scopeOf(
  house: House,
  request: FastifyRequest,
  { runId, storeId }: { runId?: string | undefined; storeId?: string | undefined },
): Promise<VerifyScope> {
  if (runId !== undefined) {
    const seen = await seenRun(house, request, runId)
    demand(request, 'audit.read', seen.object)
    return { runId }
  }
  if (storeId !== undefined) {
    demand(request, 'audit.read', { storeId: seenStore(request.caller, storeId) })
    return { stores: [storeId] }
  }
  demandAnywhere(request, 'audit.read')
  return {}
}

async function verify(house: House, scope: VerifyScope) {
  const places = await heldPlaces(house)
  const held = places.flatMap(({ notes }) => notes)
  const [found, seal] = await Promise.all([verifyStored(house.deps.db, scope, held), sealNow(house)])
  const broken = found.faults.length > 0 || places.some(({ unsigned }) => unsigned > 0)
  const verdict = broken
    ? ('broken' as const)
    : found.events + found.acts === 0
      ? ('nothing' as const)
      : ('whole' as const)
  return { verdict, checkedAt: house.deps.now(), ...found, places: places.map(showPlace), seal }
}
