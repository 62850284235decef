import type { z } from 'zod'
import type { DefinitionListRow } from '#db/reads/definitions.ts'
import type { DefinitionSummary } from '../contract/definitions.ts'
import type { House } from '../house.ts'

/** Versions of playbooks in a list, with who wrote and who published them. */
export async function showDefinitions(
  house: House,
  rows: readonly DefinitionListRow[],
): Promise<z.infer<typeof DefinitionSummary>[]> {
  const nameOf = await house.names.of(rows.flatMap((row) => [row.authorId, row.publishedBy]))
  return rows.map(({ sop, authorId, savedAt, ...row }) => ({
    id: row.id,
    sopId: sop,
    version: row.version,
    sha256: row.sha256,
    title: row.title,
    status: row.status,
    createdAt: savedAt,
    createdBy: authorId,
    createdByName: nameOf(authorId),
    publishedAt: row.publishedAt,
    publishedBy: row.publishedBy,
    publishedByName: nameOf(row.publishedBy),
  }))
}
