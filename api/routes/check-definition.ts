import { z } from 'zod'
import { isError } from '#engine/language/compile-playbook.ts'
import { DefinitionReport, DefinitionText } from '../contract/definitions.ts'
import { demandAnywhere } from '../door/access.ts'
import { checkDefinitionText, showFinding, yamlOf } from '../door/definition-text.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** POST /definitions/check: every finding of a playbook's YAML at once, with line and column; nothing is kept. */
export const checkDefinition: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/definitions/check',
    config: { right: 'definition.check' },
    schema: {
      tags: ['definitions'],
      summary: 'Check a playbook',
      consumes: ['application/yaml', 'application/json'],
      body: z.union([z.string(), DefinitionText]),
      response: { 200: DefinitionReport, ...problems },
    },
    handler: async (request) => {
      demandAnywhere(request, 'definition.check')
      const { plan, findings } = await checkDefinitionText(house, yamlOf(request.body))
      return {
        ok: !findings.some(isError),
        sop: plan?.sop ?? null,
        version: plan?.version ?? null,
        sha256: plan?.sha256 ?? null,
        findings: findings.map(showFinding),
      }
    },
  })
}
