import type { Route } from '../house.ts'

/** GET /openapi.json: this API, described. */
export const openapiJson: Route = (app) => {
  app.route({
    method: 'GET',
    url: '/openapi.json',
    config: { open: true },
    schema: { hide: true },
    handler: async (_request, reply) =>
      reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify(app.swagger())),
  })
}
