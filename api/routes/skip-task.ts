import { Accepted, RunStep } from '../contract/runs.ts'
import { SkipRequest } from '../contract/tasks.ts'
import type { SeenTask } from '../door/access.ts'
import { demand, seenTask } from '../door/access.ts'
import { actOnTask } from '../door/act.ts'
import type { Route } from '../house.ts'
import type { Caller } from '../policy.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'
import { revisionOf } from './expected-revision.ts'
import { taskParams } from './task-params.ts'

/** Live cues are passed over by whoever taps them for the host; the host of the run has the last word. */
function tapsFor(caller: Caller, task: SeenTask): boolean {
  const held = caller.rolesIn.get(task.run.storeId) ?? []
  return (stepPlanOf(task.plan, task.step.stepId).tappedBy ?? []).some((role) => held.includes(role))
}

/** POST /tasks/{taskId}/skip: leaves a step out, with a reason. */
export const skipTask: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/skip',
    config: { right: ['task.assign', 'run.act'] },
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
        if (!tapsFor(request.caller, task)) demand(request, 'task.assign', task.object)
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
