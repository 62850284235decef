import { z } from 'zod'
import { readCoveredRuns, readErasure } from '#db/reads/erasures.ts'
import { askErasure as ask } from '#db/writes/ask-erasure.ts'
import { Id } from '../contract/primitives.ts'
import { Erasure, ErasureRequest } from '../contract/personal-data.ts'
import { demand, notFound, seenRun } from '../door/access.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showErasures } from '../show/show-erasure.ts'
import { problems } from './answers.ts'

/** POST /runs/{runId}/erase-personal-data: a lead asks that the data of a run, its order or its buyer be erased; an admin decides. */
export const askErasure: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/runs/:runId/erase-personal-data',
    config: { right: 'pii.askErasure' },
    schema: {
      tags: ['personal data'],
      summary: 'Ask for erasure',
      params: z.strictObject({ runId: Id }),
      body: ErasureRequest,
      response: { 201: Erasure, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { db } = house.deps
        const { runId: sopRunId } = request.params
        const { heading, object } = await seenRun(house, request, sopRunId)
        demand(request, 'pii.askErasure', object)
        const { scope, legalBasis, reason } = request.body
        const { storeId } = heading
        const covered = await readCoveredRuns(db, { sopRunId, storeId, scope })
        const runIds = covered.map(({ id }) => id)
        const wish = {
          storeId,
          sopRunId,
          scope,
          runIds,
          legalBasis,
          reason: await house.sealer.sealText(sopRunId, reason),
        }
        const id = await ask(db, wish, request.caller.personId)
        if (id === null) {
          throw new Problem(
            'ERASURE_OPEN',
            'Erasing the data of this run was asked for already. Wait for the decision.',
          )
        }
        const row = await readErasure(db, id)
        if (!row) throw notFound(`erasure ${id}`)
        const [body] = await showErasures(house, [row])
        return { status: 201, body }
      }),
  })
}
