import { z } from 'zod'
import { signSample as sign } from '#db/writes/sign-sample.ts'
import { Sample, SampleSignRequest } from '../contract/audit.ts'
import { Id } from '../contract/primitives.ts'
import { demand } from '../door/access.ts'
import { seenSample, wholeSample } from '../door/seen-sample.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** POST /audit/samples/{sampleId}/sign: closes a sample with a conclusion, once every run has a verdict. */
export const signSample: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/audit/samples/:sampleId/sign',
    config: { right: 'audit.sample' },
    schema: {
      tags: ['audit'],
      summary: 'Sign a sample off',
      params: z.strictObject({ sampleId: Id }),
      body: SampleSignRequest,
      response: { 200: Sample, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { sampleId } = request.params
        const sample = await seenSample(house, request, sampleId)
        demand(request, 'audit.sample', { storeId: sample.storeId })
        const done = await sign(house.deps.db, sampleId, request.body.conclusion, request.caller.personId)
        if (done === 'open') {
          throw new Problem('SAMPLE_OPEN', 'Some runs of the sample have no verdict yet. Look at them, then sign.')
        }
        if (done === 'signed')
          throw new Problem('SAMPLE_SIGNED', 'The sample is signed and changes no more. Draw another.')
        return { status: 200, body: await wholeSample(house, request, sampleId) }
      }),
  })
}
