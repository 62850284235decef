import { z } from 'zod'
import { possibleRunCommands } from '#engine/rules/possible-commands.ts'
import type { FastifyRequest } from 'fastify'
import { readRun } from '#db/reads/run-state.ts'
import { Id } from '../contract/primitives.ts'
import { Run } from '../contract/runs.ts'
import type { SeenRun } from '../door/access.ts'
import { notFound, seenRun } from '../door/access.ts'
import { actorIn, readsPii } from '../door/act.ts'
import type { House, Route } from '../house.ts'
import { showCommands } from '../show/show-commands.ts'
import type { ShownRun } from '../show/show-run.ts'
import { showRun as show } from '../show/show-run.ts'
import { problems } from './answers.ts'

/** GET /runs/{runId}: stage, steps, who, due, progress. */
export const showRun: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs/:runId',
    schema: {
      tags: ['runs'],
      summary: 'A run',
      params: z.strictObject({ runId: Id }),
      response: { 200: Run, ...problems },
    },
    handler: async (request) => wholeRun(house, request, await seenRun(house, request, request.params.runId)),
  })
}

/** A run the caller may see, whole and as it stands now. */
export async function wholeRun(house: House, request: FastifyRequest, seen: SeenRun): Promise<ShownRun> {
  const recorded = await readRun(house.deps.db, seen.heading.id)
  if (!recorded) throw notFound(`run ${seen.heading.id}`)
  const now = house.deps.now()
  const actor = actorIn(request, seen.heading.storeId)
  const commands = showCommands(possibleRunCommands(seen.plan, recorded.run, actor, now))
  const view = {
    now,
    sealer: house.sealer,
    readsPii: readsPii(request, seen),
    namesOf: (ids: Iterable<string | null>) => house.names.of(ids),
  }
  return show(seen.plan, recorded.run, view, commands)
}
