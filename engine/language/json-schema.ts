import { z } from 'zod'
import { playbookDocument } from './document/playbook-document.ts'

/** JSON Schema (draft 2020-12) of a definition, for editors; the checks of `compilePlaybook` go further. */
export function definitionSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(playbookDocument, { target: 'draft-2020-12', io: 'input' })
  return { $schema, $id: 'sop.schema.json', title: 'Playbook', ...schema }
}
