import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import type { ApiDeps } from './deps.ts'
import { authenticate } from './door/authenticate.ts'
import { parseJsonBody } from './door/json-guard.ts'
import { defaultCallerLimits, limitCallers } from './door/limit-callers.ts'
import { loggerOptions } from './door/log-lines.ts'
import { noteRefusals } from './door/note-refusals.ts'
import { describeApi } from './door/openapi.ts'
import { servePage } from './door/page.ts'
import { answerBrokenRequest, answerProblems, sendProblem } from './door/problems.ts'
import type { RouteMap } from './door/route-map.ts'
import { watchRoutes } from './door/route-map.ts'
import { shedLoad } from './door/shed-load.ts'
import { serializerCompiler, validatorCompiler } from './door/validate.ts'
import { mostBytes } from './evidence/take-file.ts'
import type { App } from './house.ts'
import { openHouse } from './house.ts'
import { Problem } from './problem.ts'
import { allRoutes } from './routes/all-routes.ts'

const mostBodyBytes = 1_048_576

/** The whole API as one Fastify app, not listening yet; nothing is read from the environment. */
export async function buildApp(deps: ApiDeps): Promise<App & { routes: RouteMap }> {
  const app = fastify({
    logger: loggerOf(deps.logger),
    bodyLimit: mostBodyBytes,
    forceCloseConnections: true,
    requestIdHeader: false,
    genReqId: () => `q-${Math.random().toString(36).slice(2, 12)}`,
    routerOptions: { maxParamLength: 2_000 },
    requestTimeout: 60_000,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      const known = error.code === 'FST_ERR_BAD_URL'
      const code = known ? 'INVALID_URL' : 'INVALID_REQUEST'
      const detail = known ? 'The address holds a broken percent sequence. Encode it again.' : error.message
      void sendProblem(request, reply, new Problem(code, detail))
    },
  }) as unknown as App
  const routes = watchRoutes(app)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler(deps.strictAnswers === true))
  readJsonStrictly(app)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
  })
  const callerLimits = deps.callerLimits ?? defaultCallerLimits
  await app.register(rateLimit, {
    max: callerLimits.address,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: tooManyRequests,
  })
  await app.register(multipart, {
    limits: { fileSize: mostBytes, files: 1, fields: 0, parts: 1 },
    throwFileSizeLimit: true,
  })
  await describeApi(app, deps.version)
  answerProblems(app, routes, deps.pageFolder === undefined ? () => null : await servePage(app, deps.pageFolder))
  const house = openHouse(deps)
  if (deps.shedAboveMs !== undefined) shedLoad(app, deps.shedAboveMs)
  authenticate(app, house)
  limitCallers(app, callerLimits)
  noteRefusals(app, house)
  for (const route of allRoutes) route(app, house)
  await app.ready()
  return Object.assign(app, { routes })
}

/** Everything a page needs comes from this house. Styles may be set by scripts of ours, which is how widgets are placed. */
const contentSecurity = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'self'"],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
}

function loggerOf(wanted: ApiDeps['logger']) {
  if (wanted === undefined || wanted === false) return false
  return wanted === true ? loggerOptions : { ...loggerOptions, stream: wanted }
}

function readJsonStrictly(app: App): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, (body as Buffer).length === 0 ? undefined : parseJsonBody(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  const asText = (_request: unknown, body: string | Buffer, done: (error: Error | null, text: unknown) => void) =>
    done(null, String(body))
  app.addContentTypeParser(['application/yaml', 'text/csv'], { parseAs: 'string' }, asText)
}

function tooManyRequests(_request: unknown, context: { ttl: number }): Problem {
  const seconds = Math.ceil(context.ttl / 1000)
  return new Problem('TOO_MANY_REQUESTS', `Too many requests from this address; wait ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  })
}
