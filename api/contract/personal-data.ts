import { z } from 'zod'
import { Id, pageOf, PageQuery, Reason, TextPair } from './primitives.ts'

export const RevealRequest = z.strictObject({ reason: Reason }).meta({ id: 'RevealRequest' })

export const Revealed = z
  .strictObject({
    runId: z.string(),
    state: z.enum(['used', 'restricted', 'erased']),
    values: z.array(
      z.strictObject({
        instanceKey: z.string().nullable().meta({ description: 'null = asked for when the run began.' }),
        stepTitle: TextPair.nullable(),
        field: z.string(),
        title: TextPair,
        value: z.unknown().meta({ description: 'null once it is erased, and in a repeat of this very answer.' }),
      }),
    ),
  })
  .meta({ id: 'Revealed' })

export const legalBases = ['purposeEnded', 'serviceEnded', 'consentWithdrawn', 'unlawful', 'otherLaw'] as const

export const ErasureRequest = z
  .strictObject({
    scope: z.enum(['run', 'order', 'buyer']).meta({ description: 'This run, all runs of its order, or of its buyer.' }),
    legalBasis: z.enum(legalBases).meta({ description: 'PIPL article 47, items 1 to 5.' }),
    reason: Reason,
  })
  .meta({ id: 'ErasureRequest' })

export const ErasureApproval = z.strictObject({ reason: Reason.optional() }).meta({ id: 'ErasureApproval' })
export const ErasureRefusal = z.strictObject({ reason: Reason }).meta({ id: 'ErasureRefusal' })

export const Erasure = z
  .strictObject({
    id: z.string(),
    storeId: z.string(),
    runId: z.string(),
    scope: z.enum(['run', 'order', 'buyer']),
    runIds: z.array(z.string()),
    legalBasis: z.string(),
    reason: z.string(),
    askedBy: z.string(),
    askedByName: z.string().nullable(),
    askedAt: z.string(),
    state: z.enum(['asked', 'refused', 'restricted', 'erased']),
    decidedBy: z.string().nullable(),
    decidedByName: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decisionReason: z.string().nullable(),
    keepUntil: z.string().nullable().meta({ description: 'Granted, but the law asks for the records until then.' }),
    erasedAt: z.string().nullable(),
  })
  .meta({ id: 'Erasure' })
export const ErasurePage = pageOf(Erasure)
export const ErasureQuery = z.strictObject({
  storeId: Id.optional(),
  runId: Id.optional(),
  state: z.enum(['asked', 'refused', 'restricted', 'erased']).optional(),
  ...PageQuery,
})
