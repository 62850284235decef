import { z } from 'zod'
import type { RunCommand } from '#engine/model/command.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { parseInstant } from '#engine/time/instant.ts'
import { rolesHeldBy } from '#db/reads/caller-of-session.ts'
import { readStepOfRun } from '#db/reads/step-of-run.ts'
import { Id } from '../contract/primitives.ts'
import { Accepted, Run, RunCommandRequest } from '../contract/runs.ts'
import type { SeenRun } from '../door/access.ts'
import { demand, notFound, seenRun } from '../door/access.ts'
import { acceptedAnswer, actorIn, sendCommand } from '../door/act.ts'
import { readForm } from '../door/read-form.ts'
import type { House, Route } from '../house.ts'
import type { Action } from '../policy.ts'
import { may } from '../policy.ts'
import { Problem } from '../problem.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'
import { demandPersonOfStore } from './reassign-task.ts'
import { wholeRun } from './show-run.ts'

type Asked = z.infer<typeof RunCommandRequest>

/** Right each command needs at the door; the host has its own word on top. */
const actionOf: Record<Asked['type'], Action> = {
  pause: 'run.steer',
  resume: 'run.steer',
  cancel: 'run.steer',
  moveAnchor: 'run.steer',
  comment: 'run.comment',
  open: 'run.act',
  revise: 'run.act',
  skip: 'task.assign',
  reassign: 'task.assign',
  retryIncident: 'task.assign',
}

/** POST /runs/{runId}/commands: steers a run; answers the run as it then stands. */
export const commandRun: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/runs/:runId/commands',
    config: { right: ['run.steer', 'run.comment', 'run.act', 'task.assign'] },
    schema: {
      tags: ['runs'],
      summary: 'Steer a run',
      params: z.strictObject({ runId: Id }),
      body: RunCommandRequest,
      response: { 200: Run, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const seen = await seenRun(house, request, request.params.runId)
        demand(request, actionOf[request.body.type], seen.object)
        const act = await commandOf(house, seen, request.body)
        const to = { sopRunId: seen.heading.id, actor: actorIn(request, seen.heading.storeId) }
        if (!(await sendCommand(house, request, command, to, act))) return acceptedAnswer(command)
        return { status: 200, body: await wholeRun(house, request, seen), sopRunId: seen.heading.id }
      }),
  })
}

async function commandOf(house: House, seen: SeenRun, asked: Asked): Promise<RunCommand> {
  switch (asked.type) {
    case 'moveAnchor': {
      const to = parseInstant(asked.to)
      return { ...asked, to: to.ok ? to.value : asked.to }
    }
    case 'comment':
      return {
        type: 'comment',
        text: asked.text,
        ...(asked.instanceKey === undefined ? {} : { stepKey: asked.instanceKey }),
        ...(await mentionsOf(house, seen, asked.mentions ?? [])),
      }
    case 'reassign':
      await demandPersonOfStore(house, seen.heading.storeId, seen.heading.sop, asked.to)
      return { type: 'reassign', to: asked.to, reason: asked.reason, ...targetOf(asked) }
    case 'revise': {
      const form = await formOf(house, seen, asked)
      const answers = await house.sealer.seal(
        seen.heading.id,
        form,
        readForm(form, asked.answers as JsonObject, '/answers'),
      )
      return { type: 'revise', answers, reason: asked.reason, ...targetOf(asked) }
    }
    case 'skip':
      return { type: 'skip', reason: asked.reason, ...targetOf(asked) }
    case 'retryIncident':
      return { type: 'retryIncident', ...targetOf(asked), ...reasonOf(asked) }
    case 'open': {
      if (asked.answers === undefined) return { type: 'open', stepId: asked.stepId, ...reasonOf(asked) }
      const form = await formOf(house, seen, asked)
      const given = readForm(form, asked.answers as JsonObject, '/answers')
      return { type: 'complete', stepId: asked.stepId, answers: await house.sealer.seal(seen.heading.id, form, given) }
    }
    case 'resume':
      return { type: 'resume', ...reasonOf(asked) }
    case 'pause':
    case 'cancel':
      return asked
  }
}

/** Only who may open the run can be mentioned in it. Error: UNKNOWN_PERSON. */
async function mentionsOf(house: House, seen: SeenRun, personIds: readonly string[]): Promise<{ mentions?: string[] }> {
  const mentions = [...new Set(personIds)]
  for (const personId of mentions) {
    const held = await rolesHeldBy(house.deps.db, personId, house.deps.now())
    const roles = held.filter(({ storeId }) => storeId === seen.object.storeId).map(({ role }) => role)
    if (may({ personId, rolesIn: new Map([[seen.object.storeId, roles]]) }, 'run.read', seen.object)) continue
    throw new Problem('UNKNOWN_PERSON', `"${personId}" has no part in this run. Mention somebody who may see it.`, {
      errors: [{ pointer: '/mentions', code: 'UNKNOWN_PERSON', detail: `${personId} may not see this run` }],
    })
  }
  return mentions.length === 0 ? {} : { mentions }
}

async function formOf(
  house: House,
  seen: SeenRun,
  asked: { stepId?: string | undefined; instanceKey?: string | undefined },
) {
  const found =
    asked.instanceKey === undefined ? null : await readStepOfRun(house.deps.db, seen.heading.id, asked.instanceKey)
  const stepId = found?.step.stepId ?? asked.stepId ?? ''
  if (!seen.plan.steps.some((step) => step.id === stepId))
    throw notFound(`step ${asked.instanceKey ?? stepId} in run ${seen.heading.id}`)
  return stepPlanOf(seen.plan, stepId).form
}

function targetOf(asked: {
  stepId?: string | undefined
  instanceKey?: string | undefined
  expectedRevision?: number | undefined
}) {
  return {
    ...(asked.stepId === undefined ? {} : { stepId: asked.stepId }),
    ...(asked.instanceKey === undefined ? {} : { stepKey: asked.instanceKey }),
    ...(asked.expectedRevision === undefined ? {} : { expectedRevision: asked.expectedRevision }),
  }
}

function reasonOf(asked: { reason?: string | undefined }): { reason?: string } {
  return asked.reason === undefined ? {} : { reason: asked.reason }
}
