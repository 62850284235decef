import type { z } from 'zod'
import type { Complete } from '#engine/model/command.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { dropDraft } from '#db/door/save-draft.ts'
import { readEvidenceOfRun } from '#db/reads/evidence-of.ts'
import { Accepted, RunStep } from '../contract/runs.ts'
import { CompleteRequest } from '../contract/tasks.ts'
import type { SeenTask } from '../door/access.ts'
import { seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import { checkFiles, readForm, takesFiles } from '../door/read-form.ts'
import type { House, Route } from '../house.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/complete: answers the form and ends the step, or submits it where approvals follow. Claims implicitly. */
export const completeTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/complete',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Complete',
      params: taskParams,
      body: CompleteRequest,
      response: { 200: RunStep, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const task = await seenTask(house, request, request.params.taskId)
        const act = await completion(house, task, request.body)
        const answer = await actOnTask(house, request, command, task, act, request.body.onBehalfOf)
        await dropDraft(house.deps.db, task.taskId, request.caller.personId)
        return answer
      }),
  })
}

async function completion(house: House, task: SeenTask, body: z.infer<typeof CompleteRequest>): Promise<Complete> {
  const { form } = stepPlanOf(task.plan, task.step.stepId)
  const answers = readForm(form, body.answers as JsonObject, '/answers')
  if (takesFiles(form)) checkFiles(form, answers, await readEvidenceOfRun(house.deps.db, task.run.id), '/answers')
  return {
    type: 'complete',
    stepKey: task.step.key,
    expectedRevision: body.expectedRevision,
    answers: await house.sealer.seal(task.run.id, form, answers),
    ...(body.reasons ? { reasons: body.reasons } : {}),
    ...(body.checklist ? { checklist: body.checklist } : {}),
  }
}
