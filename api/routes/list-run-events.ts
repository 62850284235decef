import { z } from 'zod'
import { readRunEvents } from '#db/reads/run-event-page.ts'
import { Id } from '../contract/primitives.ts'
import { EventPage, EventQuery } from '../contract/runs.ts'
import { seenRun } from '../door/access.ts'
import { readsPii } from '../door/act.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { showRunEvent } from '../show/show-run-event.ts'
import { problems } from './answers.ts'

/** GET /runs/{runId}/events: the history of a run in its own order, each event with the hash that chains it. */
export const listRunEvents: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs/:runId/events',
    config: { right: 'run.read' },
    schema: {
      tags: ['runs'],
      summary: 'History of a run',
      params: z.strictObject({ runId: Id }),
      querystring: EventQuery,
      response: { 200: EventPage, ...problems },
    },
    handler: async (request) => {
      const { runId } = request.params
      const { limit = 100, cursor, type, stepId } = request.query
      const seen = await seenRun(house, request, runId)
      const of = { list: `events ${runId}`, personId: request.caller.personId, filters: { type, stepId } }
      const place = readCursor(of, cursor, 1)
      const filter = {
        afterSeq: Number(place?.[0] ?? 0),
        limit: limit + 1,
        ...(type === undefined ? {} : { type }),
        ...(stepId === undefined ? {} : { stepId }),
      }
      const rows = await readRunEvents(house.deps.db, runId, filter)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const mayRead = readsPii(request, seen)
      const items = await Promise.all(page.map((row) => showRunEvent(house.sealer, row, mayRead)))
      return { items, nextCursor: last ? writeCursor(of, [last.seq]) : null }
    },
  })
}
