import { readRunChain } from '#db/reads/run-chain.ts'
import { readRunsAt } from '#db/reads/runs-at.ts'
import { eventsOfChain } from '#engine/history/read-chain.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import { foldEvents } from '#engine/run/apply.ts'
import { BoardAtQuery, BoardPage } from '../contract/boards.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import { runScopeOf } from '../door/run-scope.ts'
import type { House, Route } from '../house.ts'
import { showBoardRunAt } from '../show/show-board-at.ts'
import { problems } from './answers.ts'

/** GET /boards/then: the board as it stood at an instant, latest launch first; every line is made of the run's events up to then. */
export const showBoardAt: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/boards/then',
    config: { right: 'run.read' },
    schema: {
      tags: ['boards'],
      summary: 'Runs as they stood at an instant',
      querystring: BoardAtQuery,
      response: { 200: BoardPage, ...problems },
    },
    handler: async (request) => {
      const { limit = 20, cursor, at, storeId, sopId, q } = request.query
      const of = { list: 'boards then', personId: request.caller.personId, filters: { at, storeId, sopId, q } }
      const place = readCursor(of, cursor, 2)
      const rows = await readRunsAt(house.deps.db, await runScopeOf(house, request.caller), {
        at,
        ...(storeId === undefined ? {} : { storeId }),
        ...(sopId === undefined ? {} : { sop: sopId }),
        ...(q === undefined ? {} : { text: q }),
        ...(place ? { after: { launchedAt: String(place[0]), id: String(place[1]) } } : {}),
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const runs = await Promise.all(page.map(({ id }) => runThen(house, id, at)))
      return {
        items: await lines(
          house,
          runs.filter((run) => run !== null),
          at,
        ),
        nextCursor: last ? writeCursor(of, [last.launchedAt, last.id]) : null,
      }
    },
  })
}

async function runThen(house: House, id: string, at: string): Promise<SopRun | null> {
  const atMs = Date.parse(at)
  const events = eventsOfChain(await readRunChain(house.deps.db, id))
  return foldEvents(events.filter((event) => Date.parse(event.at) <= atMs))
}

async function lines(house: House, runs: readonly SopRun[], at: string) {
  const people = runs.flatMap((run) => [run.launchedBy, ...Object.values(run.steps).map(({ assignee }) => assignee)])
  const nameOf = await house.names.of(people)
  const now = new Date(at).toISOString()
  return Promise.all(
    runs.map(async (run) => showBoardRunAt(await house.plans.bySha(run.planSha256), run, { nameOf, now })),
  )
}
