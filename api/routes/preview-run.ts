import { z } from 'zod'
import type { CommandEnvelope } from '#engine/model/command.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import { parseInstant } from '#engine/time/instant.ts'
import { takeTurn } from '#engine/turn.ts'
import { readRun } from '#db/reads/run-state.ts'
import { Id } from '../contract/primitives.ts'
import { Preview, PreviewRequest } from '../contract/steering.ts'
import { demand, notFound, seenRun } from '../door/access.ts'
import { actorIn } from '../door/act.ts'
import type { Route } from '../house.ts'
import { problemOfRefusal } from '../problem.ts'
import { showPreview } from '../show/show-preview.ts'
import { problems } from './answers.ts'

/** POST /runs/{runId}/previews: which dates a moved anchor would change; decided on a copy, nothing is done. */
export const previewRun: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/runs/:runId/previews',
    config: { right: 'run.steer' },
    schema: {
      tags: ['runs'],
      summary: 'Preview a moved anchor',
      params: z.strictObject({ runId: Id }),
      body: PreviewRequest,
      response: { 200: Preview, ...problems },
    },
    handler: async (request) => {
      const { runId } = request.params
      const seen = await seenRun(house, request, runId)
      demand(request, 'run.steer', seen.object)
      const recorded = await readRun(house.deps.db, runId)
      if (!recorded) throw notFound(`run ${runId}`)
      const before = recorded.run
      const to = parseInstant(request.body.to)
      const envelope: CommandEnvelope = {
        commandId: 'preview',
        sopRunId: runId,
        actor: actorIn(request, seen.heading.storeId),
        door: 'api',
        command: { ...request.body, to: to.ok ? to.value : request.body.to, reason: 'preview' },
      }
      const now = house.deps.now()
      const turn = takeTurn(seen.plan, before, envelope, now, house.programs)
      if (turn.refusal) throw problemOfRefusal(turn.refusal)
      const nameOf = await house.names.of(Object.values(before.steps).map((step) => step.assignee))
      return showPreview(seen.plan, before, turn.run as SopRun, { nameOf, now })
    },
  })
}
