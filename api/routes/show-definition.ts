import { z } from 'zod'
import type { JsonObject } from '#engine/model/text.ts'
import { readDefinition } from '#db/reads/definitions.ts'
import { DefinitionWhole } from '../contract/definitions.ts'
import { Id } from '../contract/primitives.ts'
import { demandAnywhere, notFound } from '../door/access.ts'
import type { Route } from '../house.ts'
import { mayAnywhere } from '../policy.ts'
import { showDefinitions } from '../show/show-definition-summary.ts'
import { problems } from './answers.ts'

/** GET /definitions/{definitionId}: one version of a playbook with its text and what it was compiled to. */
export const showDefinition: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/definitions/:definitionId',
    config: { right: 'sop.read' },
    schema: {
      tags: ['definitions'],
      summary: 'A version of a playbook with its text',
      params: z.strictObject({ definitionId: Id }),
      response: { 200: DefinitionWhole, ...problems },
    },
    handler: async (request) => {
      demandAnywhere(request, 'sop.read')
      const { definitionId } = request.params
      const row = await readDefinition(house.deps.db, definitionId)
      const drafts = mayAnywhere(request.caller, 'definition.draft')
      if (!row || (row.status === 'draft' && !drafts)) throw notFound(`definition ${definitionId}`)
      const [summary] = await showDefinitions(house, [{ ...row, title: row.plan.title }])
      return {
        ...summary!,
        yaml: row.yaml,
        plan: row.plan as unknown as JsonObject,
        maySave: drafts,
        mayPublish: mayAnywhere(request.caller, 'definition.publish'),
      }
    },
  })
}
