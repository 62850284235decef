import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ErasureRow } from '#db/reads/erasures.ts'
import { readEnds, readErasure } from '#db/reads/erasures.ts'
import { decideErasure } from '#db/writes/decide-erasure.ts'
import { Id } from '../contract/primitives.ts'
import { Erasure, ErasureApproval, ErasureRefusal } from '../contract/personal-data.ts'
import { demand, notFound } from '../door/access.ts'
import type { House, Route } from '../house.ts'
import { may } from '../policy.ts'
import { Problem } from '../problem.ts'
import { showErasures } from '../show/show-erasure.ts'
import { problems } from './answers.ts'

const params = z.strictObject({ erasureId: Id })

/**
 * POST /erasures/{erasureId}/approve: an admin other than who asked grants it. The data are erased at once where the law's term is
 * over, else restricted until then. Errors: RUN_OPEN, SOD_SELF_APPROVAL, ERASURE_DECIDED.
 */
export const approveErasure: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/erasures/:erasureId/approve',
    config: { right: 'pii.erase' },
    schema: {
      tags: ['personal data'],
      summary: 'Grant an erasure',
      params,
      body: ErasureApproval,
      response: { 200: Erasure, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const wish = await seenWish(house, request, request.params.erasureId)
        const keepUntil = await endOfTerm(house, wish)
        return { status: 200, body: await decided(house, request, wish, keepUntil, request.body.reason ?? null) }
      }),
  })
}

/** POST /erasures/{erasureId}/refuse: an admin other than who asked refuses it, and says why. */
export const refuseErasure: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/erasures/:erasureId/refuse',
    config: { right: 'pii.erase' },
    schema: {
      tags: ['personal data'],
      summary: 'Refuse an erasure',
      params,
      body: ErasureRefusal,
      response: { 200: Erasure, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const wish = await seenWish(house, request, request.params.erasureId)
        return { status: 200, body: await decided(house, request, wish, null, request.body.reason) }
      }),
  })
}

async function seenWish(house: House, request: FastifyRequest, id: string): Promise<ErasureRow> {
  const wish = await readErasure(house.deps.db, id)
  if (!wish || !may(request.caller, 'pii.readErasures', { storeId: wish.storeId })) throw notFound(`erasure ${id}`)
  demand(request, 'pii.erase', { storeId: wish.storeId })
  if (wish.askedBy === request.caller.personId) {
    throw new Problem('SOD_SELF_APPROVAL', 'You asked for this erasure yourself. Another admin must decide.')
  }
  return wish
}

/** The last end of the runs plus the years the house keeps records. Error: RUN_OPEN. */
async function endOfTerm(house: House, { runIds }: ErasureRow): Promise<string> {
  const ends = await readEnds(house.deps.db, runIds)
  const open = ends.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)
  if (open.length > 0) {
    throw new Problem('RUN_OPEN', `${open.join(', ')} still needs the data. Finish or cancel it, then decide.`, {
      facts: { runs: open },
    })
  }
  const last = new Date(Math.max(...ends.map(({ endedAt }) => Date.parse(endedAt ?? ''))))
  last.setUTCFullYear(last.getUTCFullYear() + (house.deps.keepYears ?? 3))
  return last.toISOString()
}

async function decided(
  house: House,
  request: FastifyRequest,
  wish: ErasureRow,
  keepUntil: string | null,
  reason: string | null,
): Promise<z.infer<typeof Erasure>> {
  const { db, now } = house.deps
  const words = reason === null ? null : await house.sealer.sealText(wish.sopRunId, reason)
  const decision = { by: request.caller.personId, reason: words, now: now(), keepUntil }
  if (!(await decideErasure(db, wish.id, decision, (path) => house.files.delete(path)))) {
    throw new Problem('ERASURE_DECIDED', 'Somebody decided this already. Load the list again.')
  }
  const row = await readErasure(db, wish.id)
  const [shown] = row ? await showErasures(house, [row]) : []
  if (!shown) throw notFound(`erasure ${wish.id}`)
  return shown
}
