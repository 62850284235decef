import { Accepted, RunStep } from '../contract/runs.ts'
import { SkipRequest } from '../contract/tasks.ts'
import { demand, seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'
import { revisionOf } from './expected-revision.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/skip: leaves a step out, with a reason. */
export const skipTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/skip',
    schema: {
      tags: ['tasks'],
      summary: 'Skip',
      params: taskParams,
      body: SkipRequest,
      response: { 200: RunStep, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const task = await seenTask(house, request, request.params.taskId)
        demand(request, 'task.assign', task.object)
        const act = {
          type: 'skip' as const,
          stepKey: task.step.key,
          reason: request.body.reason,
          ...revisionOf(request.body),
        }
        return actOnTask(house, request, command, task, act)
      }),
  })
}
