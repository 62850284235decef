import { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import { readDefinition } from '#db/reads/definitions.ts'
import { publishDefinition as publish } from '#db/writes/publish-definition.ts'
import { Definition } from '../contract/definitions.ts'
import { Id } from '../contract/primitives.ts'
import { demandAnywhere, notFound } from '../door/access.ts'
import { checkDefinitionText, refuseDefinition, showFinding } from '../door/definition-text.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showDefinition } from '../show/show-definition.ts'
import { problems } from './answers.ts'

/** POST /definitions/{definitionId}/publish: from then on it may be launched and never changes. */
export const publishDefinition: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/definitions/:definitionId/publish',
    config: { right: 'definition.publish' },
    schema: {
      tags: ['definitions'],
      summary: 'Publish',
      params: z.strictObject({ definitionId: Id }),
      body: z.strictObject({}).optional(),
      response: { 200: Definition, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { definitionId } = request.params
        const { personId } = request.caller
        demandAnywhere(request, 'definition.publish')
        const draft = await readDefinition(house.deps.db, definitionId)
        if (!draft) throw notFound(`definition ${definitionId}`)
        if (draft.authorId === personId && movesMoney(draft.plan)) {
          throw new Problem(
            'SOD_AUTHOR_PUBLISHES',
            `${draft.sop} moves money, so somebody else than its author must publish it.`,
          )
        }
        const checked = await checkDefinitionText(house, draft.yaml)
        refuseDefinition(checked)
        if ((await publish(house.deps.db, definitionId, draft.sha256, personId)) === 'changed') {
          throw new Problem(
            'VERSION_EXISTS',
            `The draft of ${draft.sop} ${draft.version} was saved anew just now. Look at it again, then publish.`,
          )
        }
        const row = await readDefinition(house.deps.db, definitionId)
        if (!row) throw notFound(`definition ${definitionId}`)
        return { status: 200, body: showDefinition(row, checked.findings.map(showFinding)) }
      }),
  })
}

/** A playbook with an approval ladder over an amount decides about money (R-APPROVE). */
function movesMoney(plan: Plan): boolean {
  return plan.steps.some((step) => step.approval?.ladder !== undefined)
}
