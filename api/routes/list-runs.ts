import { readRuns } from '#db/reads/run-list.ts'
import { RunPage, RunQuery } from '../contract/runs.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import { runScopeOf } from '../door/run-scope.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /runs: runs the caller may see, newest first. */
export const listRuns: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs',
    config: { right: 'run.read' },
    schema: { tags: ['runs'], summary: 'Runs', querystring: RunQuery, response: { 200: RunPage, ...problems } },
    handler: async (request) => {
      const { limit = 50, cursor, storeId, sopId, status, overdue, q } = request.query
      const of = { list: 'runs', personId: request.caller.personId, filters: { storeId, sopId, status, overdue, q } }
      const place = readCursor(of, cursor, 2)
      const now = house.deps.now()
      const rows = await readRuns(house.deps.db, await runScopeOf(house, request.caller), {
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
