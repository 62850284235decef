import { z } from 'zod'
import { Id, JsonObject, TextPair } from './primitives.ts'

/** The YAML itself travels as `application/yaml`; JSON clients may wrap it. */
export const DefinitionText = z
  .strictObject({ yaml: z.string().min(1), name: z.string().max(200).optional() })
  .meta({ id: 'DefinitionText' })

export const DefinitionFinding = z
  .looseObject({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    detail: z.string(),
    line: z.int().nullable(),
    column: z.int().nullable(),
  })
  .meta({ id: 'DefinitionFinding' })

export const DefinitionReport = z
  .strictObject({
    ok: z.boolean(),
    sop: z.string().nullable(),
    version: z.string().nullable(),
    sha256: z.string().nullable(),
    findings: z.array(DefinitionFinding),
  })
  .meta({ id: 'DefinitionReport' })

export const Definition = z
  .strictObject({
    id: Id,
    sopId: z.string(),
    version: z.string(),
    sha256: z.string(),
    status: z.enum(['draft', 'published', 'retired']),
    createdAt: z.string(),
    createdBy: z.string().nullable(),
    publishedAt: z.string().nullable(),
    publishedBy: z.string().nullable(),
    findings: z.array(DefinitionFinding),
  })
  .meta({ id: 'Definition' })

export const DefinitionQuery = z.strictObject({ sopId: Id.optional() })

export const DefinitionSummary = z
  .strictObject({
    id: z.string(),
    sopId: z.string(),
    version: z.string(),
    sha256: z.string(),
    title: TextPair,
    status: z.enum(['draft', 'published']),
    createdAt: z.string(),
    createdBy: z.string(),
    createdByName: z.string().nullable(),
    publishedAt: z.string().nullable(),
    publishedBy: z.string().nullable(),
    publishedByName: z.string().nullable(),
  })
  .meta({ id: 'DefinitionSummary' })
export const DefinitionList = z.strictObject({ items: z.array(DefinitionSummary), nextCursor: z.null() })

export const DefinitionWhole = z
  .strictObject({
    ...DefinitionSummary.shape,
    yaml: z.string(),
    plan: JsonObject.meta({ description: 'The playbook as it was compiled: what runs of this version follow.' }),
    maySave: z.boolean(),
    mayPublish: z.boolean(),
  })
  .meta({ id: 'DefinitionWhole' })
