import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { App } from '../house.ts'

/** Each operation says in `x-right` what it asks the policy table for; `[]` = nobody need sign in. */
const withRights: typeof jsonSchemaTransform = (route) => {
  const shown = jsonSchemaTransform(route)
  const { open, right = [] } = route.route.config ?? {}
  return { ...shown, schema: { ...shown.schema, 'x-right': open === true ? [] : [right].flat() } }
}

/** OpenAPI 3.1 of every route at /openapi.json, and its reference page at /docs. */
export async function describeApi(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Zhangfa',
        version,
        description:
          'Store-operations playbooks that run. Every write takes an Idempotency-Key; errors are RFC 9457 problems with a stable `code`; money is whole fen; instants are RFC 3339.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'zhangfa' },
        },
      },
      security: [{ bearer: [] }, { cookie: [] }],
    },
    transform: withRights,
    transformObject: jsonSchemaTransformObject,
  })
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/docs')) route.config = { ...route.config, open: true }
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false })
}
