import { z } from 'zod'
import { readEvidence } from '#db/reads/evidence-of.ts'
import { notFound, seenRun } from '../door/access.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

const notAFile = 'INVALID_ID: is no id of a file'

/** GET /evidence/{evidenceId}: the bytes as kept, for whoever may see the run. */
export const downloadEvidence: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/evidence/:evidenceId',
    config: { right: 'run.read' },
    schema: {
      tags: ['tasks'],
      summary: 'Download a file',
      params: z.strictObject({ evidenceId: z.guid({ error: notAFile }) }),
      response: { 200: z.any().meta({ description: 'The bytes, under their own media type.' }), ...problems },
    },
    handler: async (request, reply) => {
      const row = await readEvidence(house.deps.db, request.params.evidenceId)
      if (!row || row.path === null) throw notFound(`evidence ${request.params.evidenceId}`)
      await seenRun(house, request, row.sopRunId)
      const found = await house.files.get(row.path)
      if (!found) throw notFound(`evidence ${row.id}`)
      return (
        reply
          .type(row.mediaType)
          .header('content-length', found.bytes)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(row.fileName)}`)
          .header('content-security-policy', "default-src 'none'; sandbox")
          .header('etag', `"${row.sha256}"`)
          // Erased files must be gone from devices too: what is kept there is asked after each day.
          .header('cache-control', 'private, max-age=86400')
          .send(found.stream)
      )
    },
  })
}
