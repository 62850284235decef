import { readDefinitions } from '#db/reads/definitions.ts'
import { DefinitionList, DefinitionQuery } from '../contract/definitions.ts'
import { demandAnywhere } from '../door/access.ts'
import type { Route } from '../house.ts'
import { mayAnywhere } from '../policy.ts'
import { showDefinitions } from '../show/show-definition-summary.ts'
import { problems } from './answers.ts'

/** GET /definitions: versions of playbooks, with drafts for those who may write them. */
export const listDefinitions: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/definitions',
    config: { right: 'sop.read' },
    schema: {
      tags: ['definitions'],
      summary: 'Versions of playbooks',
      querystring: DefinitionQuery,
      response: { 200: DefinitionList, ...problems },
    },
    handler: async (request) => {
      demandAnywhere(request, 'sop.read')
      const { sopId } = request.query
      const drafts = mayAnywhere(request.caller, 'definition.draft')
      const rows = await readDefinitions(house.deps.db, { drafts, ...(sopId === undefined ? {} : { sop: sopId }) })
      return { items: await showDefinitions(house, rows), nextCursor: null }
    },
  })
}
