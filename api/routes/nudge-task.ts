import { Accepted, RunStep } from '../contract/runs.ts'
import { PlainActRequest } from '../contract/tasks.ts'
import { demand, seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/nudge: urges on whoever the task waits for, once in ten minutes. */
export const nudgeTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/nudge',
    config: { right: 'task.assign' },
    schema: {
      tags: ['tasks'],
      summary: 'Urge on',
      params: taskParams,
      body: PlainActRequest.optional(),
      response: { 200: RunStep, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const task = await seenTask(house, request, request.params.taskId)
        demand(request, 'task.assign', task.object)
        return actOnTask(house, request, command, task, { type: 'nudge', stepKey: task.step.key })
      }),
  })
}
