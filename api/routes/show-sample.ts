import { z } from 'zod'
import { Sample } from '../contract/audit.ts'
import { Id } from '../contract/primitives.ts'
import { wholeSample } from '../door/seen-sample.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /audit/samples/{sampleId}: a sample with what was found about each of its runs. */
export const showSample: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/audit/samples/:sampleId',
    config: { right: 'audit.read' },
    schema: {
      tags: ['audit'],
      summary: 'A sample',
      params: z.strictObject({ sampleId: Id }),
      response: { 200: Sample, ...problems },
    },
    handler: async (request) => wholeSample(house, request, request.params.sampleId),
  })
}
