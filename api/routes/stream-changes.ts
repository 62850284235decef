import { z } from 'zod'
import { StreamChange, StreamEnd, StreamNotice, StreamReset } from '../contract/stream.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

const told = z
  .union([StreamChange, StreamNotice, StreamReset, StreamEnd])
  .meta({ description: 'Server-sent events; this is the `data` of one, by its `event` name.' })

/** GET /stream: changes of runs the caller may see and their own notices, as they happen, until either side ends it. */
export const streamChanges: Route = (app, house) => {
  app.addHook('preClose', () => house.streams.close())
  app.route({
    method: 'GET',
    url: '/api/v1/stream',
    config: { right: 'run.read' },
    exposeHeadRoute: false,
    schema: {
      tags: ['stream'],
      summary: 'Live changes',
      querystring: z.strictObject({}),
      headers: z.looseObject({
        'last-event-id': z.string().max(100).optional().meta({ description: 'Repeats what came after this id.' }),
      }),
      response: {
        200: { description: 'The stream.', content: { 'text/event-stream': { schema: told } } },
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const since = request.headers['last-event-id']
      const opened = house.streams.open(request.caller, reply.raw, reply.getHeaders(), since === '' ? undefined : since)
      await opened
      reply.hijack()
    },
  })
}
