import { Health } from '../contract/health.ts'
import type { Route } from '../house.ts'

/** GET /healthz: this process answers. */
export const health: Route = (app, { deps }) => {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { open: true, rateLimit: false },
    schema: { tags: ['health'], summary: 'Live', response: { 200: Health } },
    handler: async () => ({ status: 'ok' as const, version: deps.version }),
  })
}
