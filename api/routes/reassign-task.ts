import { readStoreSettings } from '#db/reads/store-settings.ts'
import { Accepted, RunStep } from '../contract/runs.ts'
import { ReassignRequest } from '../contract/tasks.ts'
import { demand, seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'
import { revisionOf } from './expected-revision.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/reassign: hands a task to another person of the store, with a reason. */
export const reassignTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/reassign',
    config: { right: 'task.assign' },
    schema: {
      tags: ['tasks'],
      summary: 'Reassign',
      params: taskParams,
      body: ReassignRequest,
      response: { 200: RunStep, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const task = await seenTask(house, request, request.params.taskId)
        demand(request, 'task.assign', task.object)
        const { to, reason } = request.body
        await demandPersonOfStore(house, task.run.storeId, task.run.sop, to)
        const act = { type: 'reassign' as const, stepKey: task.step.key, to, reason, ...revisionOf(request.body) }
        return actOnTask(house, request, command, task, act)
      }),
  })
}

/** Somebody who holds no role in the store cannot be handed its work. Error: UNKNOWN_PERSON. */
export async function demandPersonOfStore(house: House, storeId: string, sop: string, personId: string): Promise<void> {
  const settings = await readStoreSettings(house.deps.db, storeId, sop, house.deps.now())
  if (settings && Object.values(settings.holders).some((holders) => holders.includes(personId))) return
  throw new Problem('UNKNOWN_PERSON', `"${personId}" holds no role in store ${storeId}. Name somebody who does.`, {
    errors: [{ pointer: '/to', code: 'UNKNOWN_PERSON', detail: 'holds no role in this store' }],
  })
}
