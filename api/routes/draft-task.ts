import type { JsonObject } from '#engine/model/text.ts'
import { saveDraft } from '#db/door/save-draft.ts'
import { DraftRequest, DraftShape } from '../contract/tasks.ts'
import { demand, seenTask } from '../door/access.ts'
import type { Route } from '../house.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/draft: keeps what was typed, as it is; nothing is judged and nothing becomes history. */
export const draftTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/draft',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Keep a draft',
      params: taskParams,
      body: DraftRequest,
      response: { 200: DraftShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const task = await seenTask(house, request, request.params.taskId)
        demand(request, 'run.act', task.object)
        const answers = request.body.answers as JsonObject
        const { form } = stepPlanOf(task.plan, task.step.stepId)
        const sealed = await house.sealer.seal(task.run.id, form, answers)
        const savedAt = await saveDraft(house.deps.db, {
          taskId: task.taskId,
          personId: request.caller.personId,
          answers: sealed,
        })
        return { status: 200, body: { taskId: task.taskId, answers, savedAt }, sopRunId: task.run.id }
      }),
  })
}
