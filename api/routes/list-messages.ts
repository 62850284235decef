import { z } from 'zod'
import { readMessages } from '#db/reads/messages.ts'
import { resendMessage as resend } from '#db/writes/keep-messages.ts'
import { MessagePage, MessageQuery, Resent } from '../contract/messages.ts'
import { notFound, seenStore } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /messages: the outbox of the stores the caller manages, newest first; `state=failed` = what was given up. */
export const listMessages: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/messages',
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
      const managed = storesWith(caller, 'message.manage')
      const stores = storeId === undefined ? managed : managed.filter((store) => store === seenStore(caller, storeId))
      const rows = await readMessages(house.deps.db, stores, {
        ...(state === undefined ? {} : { state }),
        ...(place ? { before: Number(place[0]) } : {}),
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        items: page.map(({ id, ...row }) => ({ id: String(id), ...row })),
        nextCursor: last ? writeCursor(of, [last.id]) : null,
      }
    },
  })
}

/** POST /messages/{messageId}/resend: lets a message that was given up be sent once more. */
export const resendMessage: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/messages/:messageId/resend',
    schema: {
      tags: ['messages'],
      summary: 'Send again',
      params: z.strictObject({ messageId: z.string().regex(/^\d{1,15}$/, { error: 'INVALID_ID: is no message' }) }),
      response: { 200: Resent, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { messageId: id } = request.params
        for (const storeId of storesWith(request.caller, 'message.manage')) {
          const found = await resend(house.deps.db, { id: Number(id), storeId }, request.caller.personId)
          if (found) return { status: 200, body: { id, state: 'waiting' } }
        }
        throw notFound(`failed message ${id}`)
      }),
  })
}
