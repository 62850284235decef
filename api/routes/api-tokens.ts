import { z } from 'zod'
import { keepApiToken, readApiTokensOf, revokeApiToken } from '#db/door/api-tokens.ts'
import { uuidV7 } from '#db/uuid-v7.ts'
import { ApiTokenList, ApiTokenParams, ApiTokenRequest, NewApiToken } from '../contract/api-tokens.ts'
import { notFound } from '../door/access.ts'
import { newKey, tokenHashOf } from '../door/session-token.ts'
import type { Route } from '../house.ts'
import { policy } from '../policy.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

const url = '/api/v1/me/tokens'
const config = { right: 'account' as const }
/** `oneself` lets a program read who it works for, and that person's notices. */
const scopesToChoose = ['oneself', ...Object.keys(policy)]
const dayMs = 24 * 3_600_000
const mostKeys = 20
const startLength = 9

/** GET /me/tokens: the keys one has given to programs. */
export const listApiTokens: Route = (app, { deps }) => {
  app.route({
    method: 'GET',
    url,
    config,
    schema: { tags: ['session'], summary: 'My keys', response: { 200: ApiTokenList, ...problems } },
    handler: async (request) => {
      const items = await readApiTokensOf(deps.db, request.caller.personId, deps.now())
      return { items, nextCursor: null, scopes: scopesToChoose }
    },
  })
}

/** POST /me/tokens: a key for a program, told once; it may what it is made for, as far as its person may. */
export const makeApiToken: Route = (app, { deps, once }) => {
  app.route({
    method: 'POST',
    url,
    config,
    schema: {
      tags: ['session'],
      summary: 'Make a key',
      body: ApiTokenRequest,
      response: { 201: NewApiToken, ...problems },
    },
    handler: async (request, reply) =>
      once.write(request, reply, async () => {
        const { name, days } = request.body
        const { personId } = request.caller
        const scopes = [...new Set(request.body.scopes)].sort()
        refuseUnknown(scopes)
        const now = deps.now()
        if ((await readApiTokensOf(deps.db, personId, now)).length >= mostKeys) {
          throw new Problem('OUT_OF_RANGE', `You have ${mostKeys} keys already. End one that is used no more.`)
        }
        const token = newKey()
        const made = { id: uuidV7(), name, scopes, shownStart: token.slice(0, startLength) }
        const expiresAt = new Date(Date.parse(now) + days * dayMs).toISOString()
        await keepApiToken(deps.db, { ...made, personId, tokenHash: tokenHashOf(token) ?? '', expiresAt })
        const body = { ...made, createdAt: now, expiresAt, lastUsedAt: null, token }
        return { status: 201, body, kept: { ...body, token: null } }
      }),
  })
}

/** DELETE /me/tokens/{tokenId}: the key opens nothing from the next request on. */
export const revokeApiTokenRoute: Route = (app, { deps, once }) => {
  app.route({
    method: 'DELETE',
    url: `${url}/:tokenId`,
    config,
    schema: {
      tags: ['session'],
      summary: 'End a key',
      params: ApiTokenParams,
      response: { 200: z.strictObject({ id: z.string() }), ...problems },
    },
    handler: async (request, reply) =>
      once.write(request, reply, async () => {
        const { tokenId } = request.params
        if (!(await revokeApiToken(deps.db, tokenId, request.caller.personId)))
          throw notFound(`key ${tokenId} of yours`)
        return { status: 200, body: { id: tokenId } }
      }),
  })
}

function refuseUnknown(scopes: readonly string[]): void {
  const unknown = scopes.find((scope) => !scopesToChoose.includes(scope))
  if (unknown === undefined) return
  throw new Problem('NOT_IN_LIST', `A key cannot be made for "${unknown}"; choose of ${scopesToChoose.join(', ')}.`)
}
