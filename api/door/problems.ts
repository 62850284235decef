import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Socket } from 'node:net'
import { Problem } from '../problem.ts'
import { statusOf, titleOf } from '../problem-codes.ts'
import type { ShowPage } from './page.ts'
import type { RouteMap } from './route-map.ts'

const mediaType = 'application/problem+json; charset=utf-8'
const plainMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The one error handler of the house: whatever goes wrong leaves as RFC 9457 problem+json with a stable code. */
export function answerProblems(app: FastifyInstance, routes: RouteMap, showPage: ShowPage): void {
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(request, reply, problemOfError(error, request)),
  )
  app.setNotFoundHandler((request, reply) => {
    const page = showPage(request, reply)
    if (page) return page
    const path = request.url.split('?')[0] ?? ''
    const allowed = routes.methodsAt(path)
    // A folder of files is a route too, with or without the file that is asked for.
    const nothing = allowed.length === 0 || allowed.includes(request.method)
    if (nothing && plainMethods.has(request.method)) {
      return sendProblem(request, reply, new Problem('NOT_FOUND', `There is nothing at ${path}. See /openapi.json.`))
    }
    const allow = (allowed.length === 0 ? [...plainMethods] : allowed).join(', ')
    const detail = `${request.method} is not possible at ${path}; possible: ${allow}.`
    return sendProblem(request, reply, new Problem('METHOD_NOT_ALLOWED', detail, { headers: { allow } }))
  })
}

/** Writes a problem as its own bytes, so that no answer schema touches it. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  void reply.headers(problem.extras.headers ?? {})
  return reply
    .code(problem.status)
    .type(mediaType)
    .serializer(String)
    .send(JSON.stringify(problemBody(problem, request.id)))
}

/** The members of a problem answer; `instance` is the id the log knows the request by. */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  const { errors, facts, members } = problem.extras
  return {
    type: `/problems/${problem.code.toLowerCase().replaceAll('_', '-')}`,
    title: titleOf(problem.code),
    status: problem.status,
    detail: problem.message,
    instance: requestId,
    code: problem.code,
    ...(errors ? { errors } : {}),
    ...(facts ? { facts } : {}),
    ...members,
  }
}

function problemOfError(error: FastifyError | Problem, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const known = knownErrors[error.code]
  if (known) return known(error, request)
  if (isConnectionLoss(error)) {
    request.log.warn({ err: error }, 'a backing service is away')
    return new Problem('UNAVAILABLE', 'The service is away for a moment; nothing was done. Try again shortly.', {
      headers: { 'retry-after': '2' },
    })
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem('INVALID_REQUEST', error.message)
  }
  request.log.error({ err: error }, 'unexpected error')
  return new Problem('INTERNAL', `Something went wrong here; quote ${request.id} when you report it.`)
}

const knownErrors: Record<string, (error: FastifyError, request: FastifyRequest) => Problem> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (_error, request) => {
    const given = request.headers['content-type'] ?? 'no content type'
    const detail = `The body came as ${given}; send application/json (or what /openapi.json names for this route).`
    return new Problem('UNSUPPORTED_MEDIA_TYPE', detail)
  },
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Problem('BODY_TOO_LARGE', 'The body is larger than this route takes. Send less.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem('INVALID_JSON', 'The body is empty. Send one JSON value.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem('INVALID_REQUEST', 'Content-Length and the body disagree.'),
  FST_ERR_BAD_URL: () => new Problem('INVALID_URL', 'The address holds a broken percent sequence. Encode it again.'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem('INVALID_ID', 'The address holds an id that is too long.'),
  FST_REQ_FILE_TOO_LARGE: () => new Problem('FILE_TOO_LARGE', 'The file is larger than 50 MB. Send a smaller one.'),
  FST_PARTS_LIMIT: () => new Problem('MULTIPART', 'The form has too many parts. Send one part named "file".'),
  FST_FILES_LIMIT: () => new Problem('MULTIPART', 'The form has more than one file. Send one part named "file".'),
  FST_FIELDS_LIMIT: () => new Problem('MULTIPART', 'The form has too many fields. Send one part named "file".'),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () =>
    new Problem('UNSUPPORTED_MEDIA_TYPE', 'Send the file as multipart/form-data, in a part named "file".'),
  FST_PROTO_VIOLATION: () => new Problem('MULTIPART', 'A part has a forbidden name. Name it "file".'),
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08003',
  '08001',
])

/** Postgres or the network went away before anything was written: worth trying again. */
function isConnectionLoss(error: Error & { code?: string }): boolean {
  return (
    (error.code !== undefined && connectionCodes.has(error.code)) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  )
}

/** Requests that never become one (unknown method, broken header) get a problem on the bare socket. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return
  const method = error.code === 'HPE_INVALID_METHOD'
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const code = method ? 'METHOD_NOT_ALLOWED' : 'INVALID_REQUEST'
  const detail = method ? 'There is no such method.' : 'The request is not HTTP/1.1 that can be read.'
  const status = tooLarge ? 431 : statusOf[code]
  const body = JSON.stringify({ ...problemBody(new Problem(code, detail), 'none'), status })
  const allow = method ? `Allow: ${[...plainMethods].join(', ')}\r\n` : ''
  const head = `HTTP/1.1 ${status} ${titleOf(code)}\r\n${allow}Content-Type: ${mediaType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`
  socket.end(head + body)
}
