import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { readBreakGlass, readOneBreakGlass } from '#db/reads/break-glass.ts'
import type { BreakGlassRow } from '#db/reads/break-glass.ts'
import { uuidV7 } from '#db/uuid-v7.ts'
import { endBreakGlass, openBreakGlass, reviewBreakGlass } from '#db/writes/break-glass.ts'
import { isKnownRole, rolesWithoutSteps } from '#engine/model/roles.ts'
import {
  BreakGlassList,
  BreakGlassParams,
  BreakGlassQuery,
  BreakGlassRequest,
  BreakGlassReview,
  BreakGlassShape,
} from '../contract/break-glass.ts'
import { demand, demandAnywhere, notFound, seenStore } from '../door/access.ts'
import { demandFreshSignIn } from '../door/money-approval.ts'
import type { House, Route } from '../house.ts'
import { may, storesWith } from '../policy.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

const url = '/api/v1/break-glass'
const minuteMs = 60_000
const reviewMs = 24 * 60 * minuteMs
const mostShown = 100

/** GET /break-glass: emergencies of the caller's stores, newest first, with who has looked at them. */
export const listBreakGlass: Route = (app, house) => {
  app.route({
    method: 'GET',
    url,
    config: { right: 'breakGlass.read' },
    schema: {
      tags: ['administration'],
      summary: 'Emergencies',
      querystring: BreakGlassQuery,
      response: { 200: BreakGlassList, ...problems },
    },
    handler: async (request) => {
      const { storeId } = request.query
      if (storeId === undefined) demandAnywhere(request, 'breakGlass.read')
      else demand(request, 'breakGlass.read', { storeId: seenStore(request.caller, storeId) })
      const stores = storeId === undefined ? storesWith(request.caller, 'breakGlass.read') : [storeId]
      const rows = await readBreakGlass(house.deps.db, stores, mostShown)
      return { items: rows.map((row) => shown(house, request, row)), nextCursor: null }
    },
  })
}

/** POST /break-glass: a lead takes a further role of the store for an hour at most; never good for deciding about money. */
export const openBreakGlassRoute: Route = (app, house) => {
  app.route({
    method: 'POST',
    url,
    config: { right: 'breakGlass.open' },
    schema: {
      tags: ['administration'],
      summary: 'Take a role in an emergency',
      body: BreakGlassRequest,
      response: { 201: BreakGlassShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { role, minutes, reason } = request.body
        const { personId } = request.caller
        const storeId = seenStore(request.caller, request.body.storeId)
        demand(request, 'breakGlass.open', { storeId })
        demandFreshSignIn(house, request)
        refuseRole(request, storeId, role)
        const openedAt = house.deps.now()
        const endsAt = new Date(Date.parse(openedAt) + minutes * minuteMs).toISOString()
        const id = uuidV7()
        await openBreakGlass(house.deps.db, { id, storeId, personId, role, reason, openedAt, endsAt })
        return { status: 201, body: await one(house, request, id) }
      }),
  })
}

/** POST /break-glass/{breakGlassId}/end: the emergency is over; the role is gone with the next request. */
export const endBreakGlassRoute: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: `${url}/:breakGlassId/end`,
    config: { right: 'breakGlass.open' },
    schema: {
      tags: ['administration'],
      summary: 'End an emergency',
      params: BreakGlassParams,
      response: { 200: BreakGlassShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { id, storeId } = await seen(house, request)
        demand(request, 'breakGlass.open', { storeId })
        const of = { id, storeId, by: request.caller.personId, at: house.deps.now() }
        if (!(await endBreakGlass(house.deps.db, of))) throw over()
        return { status: 200, body: await one(house, request, id) }
      }),
  })
}

/** POST /break-glass/{breakGlassId}/review: what somebody else says of it, once it is over. */
export const reviewBreakGlassRoute: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: `${url}/:breakGlassId/review`,
    config: { right: 'breakGlass.review' },
    schema: {
      tags: ['administration'],
      summary: 'Review an emergency',
      params: BreakGlassParams,
      body: BreakGlassReview,
      response: { 200: BreakGlassShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { id, storeId, personId, endsAt } = await seen(house, request)
        demand(request, 'breakGlass.review', { storeId })
        const [by, at] = [request.caller.personId, house.deps.now()]
        if (personId === by) {
          throw new Problem(
            'SOD_SAME_PERSON',
            'Nobody reviews their own emergency. Ask a store-manager or the auditor.',
          )
        }
        const { verdict, note } = request.body
        if (verdict === 'finding' && note === '') throw new Problem('REASON_NEEDED', 'A finding needs words.')
        if (endsAt > at)
          throw new Problem('BREAK_GLASS_OVER', `It is still open until ${endsAt}. Review it afterwards.`)
        if (!(await reviewBreakGlass(house.deps.db, { id, storeId, by, at, verdict, note }))) throw over()
        return { status: 200, body: await one(house, request, id) }
      }),
  })
}

function refuseRole(request: FastifyRequest, storeId: string, role: string): void {
  if (!isKnownRole(role) || rolesWithoutSteps.includes(role)) {
    throw new Problem('UNKNOWN_ROLE', `"${role}" is no role that works on steps. Take one that does.`)
  }
  if (!request.caller.rolesIn.get(storeId)?.includes(role)) return
  throw new Problem('POST_EXISTS', `You hold the role ${role} already; no emergency is needed for it.`)
}

/** An emergency of a store whose emergencies the caller may see. Error: NOT_FOUND. */
async function seen(house: House, request: FastifyRequest): Promise<BreakGlassRow> {
  const { breakGlassId } = request.params as { breakGlassId: string }
  const row = await readOneBreakGlass(house.deps.db, breakGlassId)
  if (row && may(request.caller, 'breakGlass.read', { storeId: row.storeId })) return row
  throw notFound(`emergency ${breakGlassId}`)
}

async function one(house: House, request: FastifyRequest, id: string): Promise<z.infer<typeof BreakGlassShape>> {
  const row = await readOneBreakGlass(house.deps.db, id)
  if (!row) throw notFound(`emergency ${id}`)
  return shown(house, request, row)
}

function shown(house: House, { caller }: FastifyRequest, row: BreakGlassRow): z.infer<typeof BreakGlassShape> {
  const now = house.deps.now()
  const open = row.endsAt > now
  const reviewBy = new Date(Date.parse(row.endsAt) + reviewMs).toISOString()
  const { storeId, personId } = row
  return {
    ...row,
    open,
    reviewBy,
    late: row.reviewedAt === null && reviewBy < now,
    mayEnd: open && may(caller, 'breakGlass.open', { storeId }),
    mayReview:
      !open && row.reviewedAt === null && personId !== caller.personId && may(caller, 'breakGlass.review', { storeId }),
  }
}

function over(): Problem {
  return new Problem('BREAK_GLASS_OVER', 'This emergency is over, or somebody has reviewed it already. Load it again.')
}
