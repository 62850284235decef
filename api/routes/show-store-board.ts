import { readStoreBoard } from '#db/reads/store-board.ts'
import { StoreBoard } from '../contract/boards.ts'
import { runScopeOf } from '../door/run-scope.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /boards/stores: stores × playbooks of what is under way, with how late it is. */
export const showStoreBoard: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/boards/stores',
    config: { right: 'run.read' },
    schema: { tags: ['boards'], summary: 'Stores × playbooks', response: { 200: StoreBoard, ...problems } },
    handler: async (request) => {
      const rows = await readStoreBoard(house.deps.db, await runScopeOf(house, request.caller), house.deps.now())
      const items = await Promise.all(
        rows.map(async ({ sop, planSha256, ...row }) => ({
          ...row,
          sopId: sop,
          title: (await house.plans.bySha(planSha256)).title,
        })),
      )
      return { items }
    },
  })
}
