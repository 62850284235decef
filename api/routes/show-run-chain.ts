import { z } from 'zod'
import { readRunChain } from '#db/reads/run-chain.ts'
import { ChainPage, ChainQuery } from '../contract/audit.ts'
import { Id } from '../contract/primitives.ts'
import { seenRun } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /runs/{runId}/chain: every event as the text its hash covers, so that anybody can work the hashes out again. */
export const showRunChain: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs/:runId/chain',
    config: { right: 'run.read' },
    schema: {
      tags: ['audit'],
      summary: 'Chain of a run',
      params: z.strictObject({ runId: Id }),
      querystring: ChainQuery,
      response: { 200: ChainPage, ...problems },
    },
    handler: async (request) => {
      const { runId } = request.params
      const { limit = 100, cursor } = request.query
      await seenRun(house, request, runId)
      const of = { list: `chain ${runId}`, personId: request.caller.personId, filters: {} }
      const place = readCursor(of, cursor, 1)
      const rows = await readRunChain(house.deps.db, runId, { afterSeq: Number(place?.[0] ?? 0), limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return { items: page, nextCursor: last ? writeCursor(of, [last.seq]) : null }
    },
  })
}
