import type { JsonObject } from '#engine/model/text.ts'
import { readDraft } from '#db/reads/draft-of.ts'
import { readEvidenceOfRun } from '#db/reads/evidence-of.ts'
import { readRun } from '#db/reads/run-state.ts'
import { Task } from '../contract/tasks.ts'
import { notFound, seenTask } from '../door/access.ts'
import { actorIn, readsPii, roleAsked } from '../door/act.ts'
import type { Route } from '../house.ts'
import { showTask as show } from '../show/show-task.ts'
import { problems } from './answers.ts'
import { taskParams } from './task-params.ts'

/** GET /tasks/{taskId}: form, instructions, files, and the commands possible with the reason where one is not. */
export const showTask: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/tasks/:taskId',
    config: { right: 'run.read' },
    schema: { tags: ['tasks'], summary: 'A task', params: taskParams, response: { 200: Task, ...problems } },
    handler: async (request) => {
      const task = await seenTask(house, request, request.params.taskId)
      const { db } = house.deps
      const [recorded, sealedDraft, evidence] = await Promise.all([
        readRun(db, task.run.id),
        readDraft(db, task.taskId, request.caller.personId),
        readEvidenceOfRun(db, task.run.id),
      ])
      if (!recorded) throw notFound(`task ${task.taskId}`)
      const draft = sealedDraft === null ? null : ((await house.sealer.open(sealedDraft, true)) as JsonObject)
      const actor = actorIn(request, task.run.storeId, roleAsked(task))
      const { caller } = request
      return show(house, { task, run: recorded.run, actor, readsPii: readsPii(request, task), draft, evidence, caller })
    },
  })
}
