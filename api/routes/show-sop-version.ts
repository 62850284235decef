import { z } from 'zod'
import { Id } from '../contract/primitives.ts'
import { Sop } from '../contract/sops.ts'
import { demandAnywhere, notFound } from '../door/access.ts'
import type { Route } from '../house.ts'
import { showSop } from '../show/show-sop.ts'
import { problems } from './answers.ts'
import { storesToStartIn } from './list-sops.ts'

/** GET /sops/{sopId}/versions/{version}: one published version of a playbook. */
export const showSopVersion: Route = (app, { plans }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/sops/:sopId/versions/:version',
    config: { right: 'sop.read' },
    schema: {
      tags: ['playbooks'],
      summary: 'A version of a playbook',
      params: z.strictObject({ sopId: Id, version: Id }),
      response: { 200: Sop, ...problems },
    },
    handler: async (request) => {
      demandAnywhere(request, 'sop.read')
      const { sopId, version } = request.params
      const versions = (await plans.published()).filter((heading) => heading.sop === sopId)
      const found = versions.find((heading) => heading.version === version)
      if (!found) throw notFound(`published playbook ${sopId} ${version}`)
      const plan = await plans.bySha(found.sha256)
      return showSop(plan, storesToStartIn(request.caller, plan), versions)
    },
  })
}
