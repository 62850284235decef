import type { z } from 'zod'
import type { DefinitionHeading } from '#db/reads/definitions.ts'
import type { Definition } from '../contract/definitions.ts'
import type { ShownFinding } from '../door/definition-text.ts'

/** A definition's heading as the API answers it, with what was found in its text. */
export function showDefinition(row: DefinitionHeading, findings: ShownFinding[]): z.infer<typeof Definition> {
  return {
    id: row.id,
    sopId: row.sop,
    version: row.version,
    sha256: row.sha256,
    status: row.status,
    createdAt: row.savedAt,
    createdBy: row.authorId,
    publishedAt: row.publishedAt,
    publishedBy: row.publishedBy,
    findings,
  }
}
