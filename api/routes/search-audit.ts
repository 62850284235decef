import { searchAudit as search } from '#db/reads/audit-search.ts'
import type { AuditFilter } from '#db/reads/audit-search.ts'
import type { z } from 'zod'
import { AuditPage, AuditQuery } from '../contract/audit.ts'
import { auditScopeOf } from '../door/audit-scope.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { House, Route } from '../house.ts'
import { moneyFields, showAuditHit } from '../show/show-audit-hit.ts'
import { problems } from './answers.ts'

/** GET /audit/events: history over all runs, newest first; who may not read a store's history finds their own acts. */
export const searchAudit: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/audit/events',
    config: { right: ['audit.read', 'oneself'] },
    schema: {
      tags: ['audit'],
      summary: 'Search history',
      querystring: AuditQuery,
      response: { 200: AuditPage, ...problems },
    },
    handler: async (request) => {
      const { limit = 50, cursor, ...filters } = request.query
      const of = { list: 'audit', personId: request.caller.personId, filters }
      const place = readCursor(of, cursor, 1)
      const filter = { ...(await filterOf(house, filters)), limit: limit + 1 }
      if (place) filter.beforeId = Number(place[0])
      const rows = await search(house.deps.db, auditScopeOf(request.caller), filter)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const items = await Promise.all(
        page.map(async (hit) => showAuditHit(await house.plans.bySha(hit.planSha256), hit)),
      )
      return { items, nextCursor: last ? writeCursor(of, [last.id]) : null }
    },
  })
}

type Filters = Omit<z.infer<typeof AuditQuery>, 'limit' | 'cursor'>

async function filterOf(house: House, filters: Filters): Promise<Omit<AuditFilter, 'limit'>> {
  const { sopId, q, person, amountFrom, amountTo, ...same } = filters
  const filter: Omit<AuditFilter, 'limit'> = {}
  for (const name of ['storeId', 'runId', 'personId', 'type', 'stepId', 'fromAt', 'toAt'] as const) {
    const value = same[name]
    if (value !== undefined) filter[name] = value
  }
  if (same.seenBefore === true) filter.seenBefore = true
  if (sopId !== undefined) filter.sop = sopId
  if (q !== undefined) filter.text = q
  if (person !== undefined) filter.personName = person
  if (amountFrom !== undefined || amountTo !== undefined) {
    const plans = await Promise.all((await house.plans.published()).map(({ sha256 }) => house.plans.bySha(sha256)))
    filter.money = {
      least: amountFrom ?? 0,
      most: amountTo ?? Number.MAX_SAFE_INTEGER,
      fields: moneyFields(plans),
    }
  }
  return filter
}
