import { createHash } from 'node:crypto'
import { readPopulation } from '#db/reads/audit-samples.ts'
import { drawSample as keep } from '#db/writes/draw-sample.ts'
import { Sample, SampleRequest } from '../contract/audit.ts'
import { demand, seenStore } from '../door/access.ts'
import { wholeSample } from '../door/seen-sample.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/**
 * POST /audit/samples: draws finished runs by a typed seed. The runs are those with the smallest SHA-256 of seed, newline and
 * run id, so the same seed over the same runs draws the same ones on any machine.
 */
export const drawSample: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/audit/samples',
    config: { right: 'audit.sample' },
    schema: {
      tags: ['audit'],
      summary: 'Draw a sample',
      body: SampleRequest,
      response: { 201: Sample, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { sopId, seed, size, outcome = null, fromAt, toAt } = request.body
        const storeId = seenStore(request.caller, request.body.storeId)
        demand(request, 'audit.sample', { storeId })
        refuseOpenPeriod(fromAt, toAt, house.deps.now())
        const of = { storeId, sop: sopId, outcome, fromAt, toAt }
        const population = await readPopulation(house.deps.db, of)
        if (population.length === 0) {
          throw new Problem('SAMPLE_EMPTY', `No ${sopId} of ${storeId} ended in this period. Choose another period.`)
        }
        const runs = pick(population, seed, size)
        const drawn = {
          ...of,
          seed,
          size,
          population: population.length,
          populationSha256: sha256(population.join('\n')),
        }
        const id = await keep(house.deps.db, drawn, runs, request.caller.personId)
        return { status: 201, body: await wholeSample(house, request, id) }
      }),
  })
}

function pick(population: readonly string[], seed: string, size: number): string[] {
  const ranked = population.map((id) => ({ id, rank: sha256(`${seed}\n${id}`) }))
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return ranked.slice(0, size).map(({ id }) => id)
}

function refuseOpenPeriod(fromAt: string, toAt: string, now: string): void {
  if (Date.parse(fromAt) >= Date.parse(toAt)) {
    throw new Problem('OUT_OF_RANGE', 'The period ends before it begins. Swap the two instants.')
  }
  // Runs that end later would change what the seed draws.
  if (Date.parse(toAt) > Date.parse(now)) {
    throw new Problem('OUT_OF_RANGE', 'The period is not over yet, so the sample could not be drawn again. End it now.')
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
