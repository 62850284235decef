import { z } from 'zod'
import { readDefinition } from '#db/reads/definitions.ts'
import { saveDefinition as save } from '#db/writes/save-definition.ts'
import { Definition, DefinitionText } from '../contract/definitions.ts'
import { demandAnywhere, notFound } from '../door/access.ts'
import { checkDefinitionText, refuseDefinition, showFinding, yamlOf } from '../door/definition-text.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showDefinition } from '../show/show-definition.ts'
import { problems } from './answers.ts'

/** POST /definitions: keeps a playbook's YAML as a draft of its version; one with errors is refused whole. */
export const saveDefinition: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/definitions',
    config: { right: 'definition.draft' },
    schema: {
      tags: ['definitions'],
      summary: 'Save a draft',
      consumes: ['application/yaml', 'application/json'],
      body: z.union([z.string(), DefinitionText]),
      response: { 201: Definition, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        demandAnywhere(request, 'definition.draft')
        const checked = await checkDefinitionText(house, yamlOf(request.body))
        refuseDefinition(checked)
        const { plan, yaml, findings } = checked
        if (!plan)
          throw new Problem('DEFINITION_INVALID', 'The text holds no playbook. Check it at POST /definitions/check.')
        const saved = await save(house.deps.db, plan, yaml, request.caller.personId)
        if (saved.status === 'versionTaken') {
          const detail = `${plan.sop} ${plan.version} is published with another text. Give the new text a new version.`
          throw new Problem('VERSION_EXISTS', detail, { facts: { sha256: saved.sha256, definitionId: saved.id } })
        }
        const row = await readDefinition(house.deps.db, saved.id)
        if (!row) throw notFound(`definition ${saved.id}`)
        return { status: 201, body: showDefinition(row, findings.map(showFinding)) }
      }),
  })
}
