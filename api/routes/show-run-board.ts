import { readBoardSteps, readBoardTasks, readRunBoard } from '#db/reads/run-board.ts'
import type { BoardRunRow } from '#db/reads/run-board.ts'
import { BoardPage, BoardQuery } from '../contract/boards.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import { runScopeOf } from '../door/run-scope.ts'
import type { House, Route } from '../house.ts'
import type { ShownBoardRun } from '../show/show-board.ts'
import { showBoardRun } from '../show/show-board.ts'
import { problems } from './answers.ts'

/** GET /boards/runs: what is under way, late first: how far each stage is, who has what, what comes next. */
export const showRunBoard: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/boards/runs',
    config: { right: 'run.read' },
    schema: { tags: ['boards'], summary: 'Runs', querystring: BoardQuery, response: { 200: BoardPage, ...problems } },
    handler: async (request) => {
      const { limit = 50, cursor, late, q, sopId, ...same } = request.query
      const { storeId, status, personId, role } = same
      const filters = { storeId, sopId, status, late, personId, role, q }
      const of = { list: 'boards runs', personId: request.caller.personId, filters }
      const place = readCursor(of, cursor, 2)
      const now = house.deps.now()
      const rows = await readRunBoard(house.deps.db, await runScopeOf(house, request.caller), {
        ...(storeId === undefined ? {} : { storeId }),
        ...(sopId === undefined ? {} : { sop: sopId }),
        ...(status === undefined ? {} : { status }),
        ...(personId === undefined ? {} : { personId }),
        ...(role === undefined ? {} : { role }),
        ...(q === undefined ? {} : { text: q }),
        ...(place ? { after: { firstDueAt: String(place[0]), id: String(place[1]) } } : {}),
        late: late === true,
        now,
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        items: await lines(house, page, now),
        nextCursor: last ? writeCursor(of, [last.firstDueAt, last.id]) : null,
      }
    },
  })
}

async function lines(house: House, rows: readonly BoardRunRow[], now: string): Promise<ShownBoardRun[]> {
  const ids = rows.map((row) => row.id)
  const [steps, tasks] = await Promise.all([readBoardSteps(house.deps.db, ids), readBoardTasks(house.deps.db, ids)])
  const nameOf = await house.names.of([...rows.map((row) => row.launchedBy), ...tasks.map((task) => task.personId)])
  const stepsOf = byRun(steps)
  const tasksOf = byRun(tasks)
  return Promise.all(
    rows.map(async (row) => {
      const plan = await house.plans.bySha(row.planSha256)
      return showBoardRun(plan, row, stepsOf.get(row.id) ?? [], tasksOf.get(row.id) ?? [], { nameOf, now })
    }),
  )
}

function byRun<Row extends { sopRunId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.sopRunId)
    if (group) group.push(row)
    else groups.set(row.sopRunId, [row])
  }
  return groups
}
