import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { MessageListRow } from '#db/reads/messages.ts'
import { countFailed, readMessageContents, readMessages } from '#db/reads/messages.ts'
import type { MessageShape } from '../contract/messages.ts'
import { MessagePage, MessageQuery } from '../contract/messages.ts'
import { demand, demandAnywhere, seenStore } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { House, Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { showNotices } from '../show/show-notice.ts'
import { problems } from './answers.ts'

/** Counted no further than this. */
const mostFailed = 100

/** GET /messages: the outbox of the stores the caller manages, newest first; `state=failed` = what was given up. */
export const listMessages: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/messages',
    config: { right: 'message.manage' },
    schema: {
      tags: ['messages'],
      summary: 'Outbox',
      querystring: MessageQuery,
      response: { 200: MessagePage, ...problems },
    },
    handler: async (request) => {
      const { caller } = request
      const { limit = 50, cursor, storeId, state } = request.query
      const of = { list: 'messages', personId: caller.personId, filters: { storeId, state } }
      const place = readCursor(of, cursor, 1)
      const stores = managedStores(request, storeId)
      const [rows, failed] = await Promise.all([
        readMessages(house.deps.db, stores, {
          ...(state === undefined ? {} : { state }),
          ...(place ? { before: Number(place[0]) } : {}),
          limit: limit + 1,
        }),
        countFailed(house.deps.db, stores, mostFailed),
      ])
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        items: await shownMessages(house, page),
        nextCursor: last ? writeCursor(of, [last.id]) : null,
        failed,
      }
    },
  })
}

/** The stores whose outbox the caller manages, or the one that is asked for. Errors: NOT_FOUND, NOT_ALLOWED. */
export function managedStores(request: FastifyRequest, storeId: string | undefined): string[] {
  demandAnywhere(request, 'message.manage')
  if (storeId === undefined) return storesWith(request.caller, 'message.manage')
  demand(request, 'message.manage', { storeId: seenStore(request.caller, storeId) })
  return [storeId]
}

async function shownMessages(house: House, rows: readonly MessageListRow[]): Promise<z.infer<typeof MessageShape>[]> {
  const contents = await readMessageContents(
    house.deps.db,
    rows.map(({ id }) => id),
  )
  const notices = await showNotices(house, contents)
  const notes = new Map(contents.map(({ messageId }, at) => [messageId, notices[at]]))
  return rows.flatMap(({ id, ...row }) => {
    const notice = notes.get(id)
    if (!notice) return []
    const { kind, text, context, runId, taskId } = notice
    return [{ id: String(id), ...row, kind, text, context, runId, taskId }]
  })
}
