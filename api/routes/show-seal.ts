import { Seal } from '../contract/audit-proofs.ts'
import { demandAnywhere } from '../door/access.ts'
import { sealNow } from '../door/audit-seal.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /audit/seal: how far history is signed and witnessed, how far behind that is, and what alarms stand. */
export const showSeal: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/audit/seal',
    config: { right: 'audit.read' },
    schema: { tags: ['audit'], summary: 'Seal of the history', response: { 200: Seal, ...problems } },
    handler: async (request) => {
      demandAnywhere(request, 'audit.read')
      return sealNow(house)
    },
  })
}
