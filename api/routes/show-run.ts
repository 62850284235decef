import { z } from 'zod'
import { eventsOfChain } from '#engine/history/read-chain.ts'
import { foldEvents } from '#engine/run/apply.ts'
import { possibleRunCommands } from '#engine/rules/possible-commands.ts'
import type { FastifyRequest } from 'fastify'
import { readRunChain } from '#db/reads/run-chain.ts'
import { readRun } from '#db/reads/run-state.ts'
import { Id, Instant } from '../contract/primitives.ts'
import { Run } from '../contract/runs.ts'
import type { SeenRun } from '../door/access.ts'
import { notFound, seenRun } from '../door/access.ts'
import { actorIn, readsPii } from '../door/act.ts'
import type { House, Route } from '../house.ts'
import { showCommands } from '../show/show-commands.ts'
import type { RunView, ShownRun } from '../show/show-run.ts'
import { showRun as show } from '../show/show-run.ts'
import { problems } from './answers.ts'

/** GET /runs/{runId}: stage, steps, who, due, progress; with `at`, as all of that stood at an instant. */
export const showRun: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs/:runId',
    config: { right: 'run.read' },
    schema: {
      tags: ['runs'],
      summary: 'A run',
      params: z.strictObject({ runId: Id }),
      querystring: z.strictObject({ at: Instant.optional() }),
      response: { 200: Run, ...problems },
    },
    handler: async (request) => {
      const seen = await seenRun(house, request, request.params.runId)
      const { at } = request.query
      return at === undefined ? wholeRun(house, request, seen) : runAsOf(house, request, seen, at)
    },
  })
}

/** A run the caller may see, whole and as it stands now. */
export async function wholeRun(house: House, request: FastifyRequest, seen: SeenRun): Promise<ShownRun> {
  const recorded = await readRun(house.deps.db, seen.heading.id)
  if (!recorded) throw notFound(`run ${seen.heading.id}`)
  const now = house.deps.now()
  const actor = actorIn(request, seen.heading.storeId)
  const commands = showCommands(possibleRunCommands(seen.plan, recorded.run, actor, now))
  return show(seen.plan, recorded.run, viewOf(house, request, seen, now), commands)
}

/** The run as its events up to an instant make it; nothing can be done in the past, so no commands. Error: NOT_FOUND before its launch. */
async function runAsOf(house: House, request: FastifyRequest, seen: SeenRun, at: string): Promise<ShownRun> {
  const atMs = Date.parse(at)
  const events = eventsOfChain(await readRunChain(house.deps.db, seen.heading.id))
  const run = foldEvents(events.filter((event) => Date.parse(event.at) <= atMs))
  if (!run) throw notFound(`run ${seen.heading.id} at ${at}: it was started later`)
  return show(seen.plan, run, viewOf(house, request, seen, new Date(atMs).toISOString()), [])
}

function viewOf(house: House, request: FastifyRequest, seen: SeenRun, now: string): RunView {
  return {
    now,
    sealer: house.sealer,
    readsPii: readsPii(request, seen),
    namesOf: (ids) => house.names.of(ids),
  }
}
