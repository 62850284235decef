import { z } from 'zod'
import { noteSampleItem as note } from '#db/writes/note-sample-item.ts'
import { Sample, SampleNoteRequest } from '../contract/audit.ts'
import { Id } from '../contract/primitives.ts'
import { demand, notFound } from '../door/access.ts'
import { seenSample, wholeSample } from '../door/seen-sample.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** POST /audit/samples/{sampleId}/items/{n}: what the auditor found about one run; may be changed until the sample is signed. */
export const noteSampleItem: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/audit/samples/:sampleId/items/:n',
    config: { right: 'audit.sample' },
    schema: {
      tags: ['audit'],
      summary: 'Note on a run of a sample',
      params: z.strictObject({ sampleId: Id, n: z.coerce.number().int().min(1).max(200) }),
      body: SampleNoteRequest,
      response: { 200: Sample, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { sampleId, n } = request.params
        const sample = await seenSample(house, request, sampleId)
        demand(request, 'audit.sample', { storeId: sample.storeId })
        const { verdict, note: text } = request.body
        if (verdict === 'finding' && text === '') {
          throw new Problem('REASON_NEEDED', 'A finding needs words: say what was found.')
        }
        const done = await note(house.deps.db, { sampleId, n, verdict, note: text }, request.caller.personId)
        if (done === 'unknown') throw notFound(`run ${n} in sample ${sampleId}`)
        if (done === 'signed')
          throw new Problem('SAMPLE_SIGNED', 'The sample is signed and changes no more. Draw another.')
        return { status: 200, body: await wholeSample(house, request, sampleId) }
      }),
  })
}
