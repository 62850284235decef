import { z } from 'zod'
import { cueSheet } from '#engine/live/cue-sheet.ts'
import { contextOf } from '#engine/run/turn-context.ts'
import { readRun } from '#db/reads/run-state.ts'
import { Desk } from '../contract/desk.ts'
import { Id } from '../contract/primitives.ts'
import { notFound, seenRun } from '../door/access.ts'
import { actorIn } from '../door/act.ts'
import type { Route } from '../house.ts'
import { showDesk as show } from '../show/show-desk.ts'
import { problems } from './answers.ts'

/** GET /runs/{runId}/desk: what is on air of a run with cues. Error: NOT_FOUND, also while no cue has a planned start. */
export const showDesk: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs/:runId/desk',
    config: { right: 'run.read' },
    schema: {
      tags: ['runs'],
      summary: 'The live desk of a run',
      params: z.strictObject({ runId: Id }),
      response: { 200: Desk, ...problems },
    },
    handler: async (request) => {
      const { heading, plan } = await seenRun(house, request, request.params.runId)
      const recorded = await readRun(house.deps.db, heading.id)
      if (!recorded) throw notFound(`run ${heading.id}`)
      const { run } = recorded
      const now = house.deps.now()
      const actor = actorIn(request, run.storeId)
      const envelope = {
        commandId: '',
        sopRunId: run.id,
        actor,
        door: 'api' as const,
        command: { type: 'tick' as const },
      }
      const sheet = cueSheet(contextOf(plan, house.programs, envelope, now), run)
      if (sheet === null) throw notFound(`live desk of run ${run.id}`)
      const nameOf = await house.names.of(Object.values(run.steps).map((step) => step.requester))
      return show({ plan, run, sheet, actor, nameOf, now })
    },
  })
}
