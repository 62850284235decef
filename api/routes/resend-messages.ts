import { z } from 'zod'
import { resendFailed, resendMessage as resend } from '#db/writes/resend-messages.ts'
import { Resent, ResendRequest, ResentAll } from '../contract/messages.ts'
import { notFound } from '../door/access.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'
import { managedStores } from './list-messages.ts'

/** POST /messages/{messageId}/resend: lets a message that was given up be sent once more. */
export const resendMessage: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/messages/:messageId/resend',
    config: { right: 'message.manage' },
    schema: {
      tags: ['messages'],
      summary: 'Send again',
      params: z.strictObject({ messageId: z.string().regex(/^\d{1,15}$/, { error: 'INVALID_ID: is no message' }) }),
      response: { 200: Resent, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { messageId: id } = request.params
        const { caller } = request
        const outcome = await resend(house.deps.db, Number(id), storesWith(caller, 'message.manage'), caller.personId)
        if (outcome === 'missing') throw notFound(`failed message ${id}`)
        if (outcome === 'off') throw robotOff()
        return { status: 200, body: { id, state: 'waiting' } }
      }),
  })
}

/** POST /messages/resend: lets everything that was given up be sent once more, as far as its robot is switched on. */
export const resendMessages: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/messages/resend',
    config: { right: 'message.manage' },
    schema: {
      tags: ['messages'],
      summary: 'Send all again',
      body: ResendRequest,
      response: { 200: ResentAll, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { storeId, alsoUnknown = false } = request.body
        const stores = managedStores(request, storeId)
        const resent = await resendFailed(house.deps.db, stores, alsoUnknown, request.caller.personId)
        return { status: 200, body: { resent } }
      }),
  })
}

function robotOff(): Problem {
  return new Problem('ROBOT_OFF', 'The robot of this message is switched off or gone. Switch it on, then send again.')
}
