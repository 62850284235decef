import { Accepted, RunStep } from '../contract/runs.ts'
import { DecisionRequest } from '../contract/tasks.ts'
import { seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'
import { levelOf } from './approval-level.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/approve: gives one level of an approval; the next level opens, or the step is done. */
export const approveTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/approve',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Approve',
      params: taskParams,
      body: DecisionRequest,
      response: { 200: RunStep, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const task = await seenTask(house, request, request.params.taskId)
        const { reason, expectedRevision } = request.body
        const act = {
          type: 'approve' as const,
          stepKey: task.step.key,
          ...levelOf(task),
          expectedRevision,
          ...(reason === undefined ? {} : { reason }),
        }
        return actOnTask(house, request, command, task, act)
      }),
  })
}
