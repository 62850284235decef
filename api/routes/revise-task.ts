import type { JsonObject } from '#engine/model/text.ts'
import { Accepted, RunStep } from '../contract/runs.ts'
import { ReviseRequest } from '../contract/tasks.ts'
import { seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import { readForm } from '../door/read-form.ts'
import type { Route } from '../house.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'
import { revisionOf } from './expected-revision.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/revise: corrects answers of a finished step, with a reason; what hangs on them is worked out again. */
export const reviseTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/revise',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Correct',
      params: taskParams,
      body: ReviseRequest,
      response: { 200: RunStep, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const task = await seenTask(house, request, request.params.taskId)
        const { form } = stepPlanOf(task.plan, task.step.stepId)
        const answers = await house.sealer.seal(
          task.run.id,
          form,
          readForm(form, request.body.answers as JsonObject, '/answers'),
        )
        const act = {
          type: 'revise' as const,
          stepKey: task.step.key,
          answers,
          reason: request.body.reason,
          ...revisionOf(request.body),
        }
        return actOnTask(house, request, command, task, act)
      }),
  })
}
