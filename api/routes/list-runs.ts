import { readRuns } from '#db/reads/run-list.ts'
import type { RunScope } from '#db/reads/run-list.ts'
import { RunPage, RunQuery } from '../contract/runs.ts'
import { policyObjectOf } from '../door/access.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import type { House, Route } from '../house.ts'
import type { Caller } from '../policy.ts'
import { may, storesWith } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /runs: runs the caller may see, newest first. */
export const listRuns: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs',
    schema: { tags: ['runs'], summary: 'Runs', querystring: RunQuery, response: { 200: RunPage, ...problems } },
    handler: async (request) => {
      const { limit = 50, cursor, storeId, sopId, status, overdue, q } = request.query
      const of = { list: 'runs', personId: request.caller.personId, filters: { storeId, sopId, status, overdue, q } }
      const place = readCursor(of, cursor, 2)
      const now = house.deps.now()
      const rows = await readRuns(house.deps.db, await scopeOf(house, request.caller), {
        ...(storeId === undefined ? {} : { storeId }),
        ...(sopId === undefined ? {} : { sop: sopId }),
        ...(status === undefined ? {} : { status }),
        ...(overdue === undefined ? {} : { overdue }),
        ...(q === undefined ? {} : { text: q }),
        ...(place ? { after: { launchedAt: String(place[0]), id: String(place[1]) } } : {}),
        now,
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const items = await Promise.all(
        page.map(async ({ sop, planSha256, ...row }) => ({
          ...row,
          sopId: sop,
          title: (await house.plans.bySha(planSha256)).title,
          overdue: row.dueAt !== null && row.dueAt < now,
        })),
      )
      return { items, nextCursor: last ? writeCursor(of, [last.launchedAt, last.id]) : null }
    },
  })
}

/** Where everything is seen, and which playbooks are seen elsewhere because a role of the caller takes part in them. */
async function scopeOf(house: House, caller: Caller): Promise<RunScope> {
  const wholeStores = storesWith(caller, 'run.read')
  const others = [...caller.rolesIn.keys()].filter((storeId) => !wholeStores.includes(storeId))
  const playbooks = new Map<string, { storeId: string; sop: string }>()
  if (others.length > 0) {
    for (const { sop, sha256 } of await house.plans.published()) {
      const plan = await house.plans.bySha(sha256)
      for (const storeId of others) {
        if (may(caller, 'run.read', policyObjectOf(plan, storeId))) playbooks.set(`${storeId}/${sop}`, { storeId, sop })
      }
    }
  }
  return { personId: caller.personId, wholeStores, playbooks: [...playbooks.values()] }
}
