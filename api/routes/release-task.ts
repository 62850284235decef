import { Accepted, RunStep } from '../contract/runs.ts'
import { PlainActRequest } from '../contract/tasks.ts'
import { seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'
import { revisionOf } from './expected-revision.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/release: gives a claimed task back to everybody of its role. */
export const releaseTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/release',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Give a task back',
      params: taskParams,
      body: PlainActRequest.optional(),
      response: { 200: RunStep, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const task = await seenTask(house, request, request.params.taskId)
        const act = { type: 'release' as const, stepKey: task.step.key, ...revisionOf(request.body) }
        return actOnTask(house, request, command, task, act)
      }),
  })
}
