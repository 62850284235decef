import type { JsonValue } from '#engine/model/text.ts'
import { readHouseEvents } from '#db/reads/house-events.ts'
import { HouseEventPage, HouseEventQuery } from '../contract/admin.ts'
import { refuseAction } from '../door/access.ts'
import { maskPersonal } from '../door/personal-text.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /house/events: acts of administration: people, posts, numbers, playbooks, samples, files taken; newest first. */
export const listHouseEvents: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/house/events',
    config: { right: 'house.history' },
    schema: {
      tags: ['audit'],
      summary: 'History of the house',
      querystring: HouseEventQuery,
      response: { 200: HouseEventPage, ...problems },
    },
    handler: async (request) => {
      const { limit = 50, cursor, ...filters } = request.query
      const stores = storesWith(request.caller, 'house.history')
      if (stores.length === 0) refuseAction(request, 'house.history')
      const of = { list: 'house', personId: request.caller.personId, filters }
      const place = readCursor(of, cursor, 1)
      const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
      const before = place ? { beforeId: Number(place[0]) } : {}
      const rows = await readHouseEvents(house.deps.db, { stores, limit: limit + 1, ...given, ...before })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const items = page.map((row) => ({ ...row, before: masked(row.before), after: masked(row.after) }))
      return { items, nextCursor: last ? writeCursor(of, [last.id]) : null }
    },
  })
}

/** What people typed into reasons is kept sealed where it names a phone or the like, and shown masked. */
function masked(value: JsonValue): JsonValue {
  return JSON.parse(maskPersonal(JSON.stringify(value))) as JsonValue
}
