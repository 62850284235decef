import { z } from 'zod'
import { Id } from '../contract/primitives.ts'
import { Sop } from '../contract/sops.ts'
import { demandAnywhere, notFound } from '../door/access.ts'
import type { Route } from '../house.ts'
import { showSop as show } from '../show/show-sop.ts'
import { problems } from './answers.ts'
import { storesToStartIn } from './list-sops.ts'

/** GET /sops/{sopId}: a playbook in its newest published version. */
export const showSop: Route = (app, { plans }) => {
  app.route({
    method: 'GET',
    url: '/api/v1/sops/:sopId',
    config: { right: 'sop.read' },
    schema: {
      tags: ['playbooks'],
      summary: 'A playbook',
      params: z.strictObject({ sopId: Id }),
      response: { 200: Sop, ...problems },
    },
    handler: async (request) => {
      demandAnywhere(request, 'sop.read')
      const { sopId } = request.params
      const versions = (await plans.published()).filter((heading) => heading.sop === sopId)
      if (!versions[0]) throw notFound(`published playbook ${sopId}`)
      const plan = await plans.bySha(versions[0].sha256)
      return show(plan, storesToStartIn(request.caller, plan), versions)
    },
  })
}
