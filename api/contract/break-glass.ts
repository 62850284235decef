import { z } from 'zod'
import { Id, Reason } from './primitives.ts'

export const BreakGlassShape = z
  .strictObject({
    id: z.string(),
    storeId: z.string(),
    personId: z.string(),
    personName: z.string(),
    role: z.string(),
    reason: z.string(),
    openedAt: z.string(),
    endsAt: z.string(),
    open: z.boolean(),
    acts: z.int().meta({ description: 'What was done in that role in that time.' }),
    verdict: z.enum(['ok', 'finding']).nullable(),
    note: z.string().nullable(),
    reviewedBy: z.string().nullable(),
    reviewedByName: z.string().nullable(),
    reviewedAt: z.string().nullable(),
    reviewBy: z.string().meta({ description: 'Somebody else must have looked at it by then.' }),
    late: z.boolean().meta({ description: 'Nobody has looked at it in time.' }),
    mayEnd: z.boolean(),
    mayReview: z.boolean(),
  })
  .meta({ id: 'BreakGlass', description: 'A role a lead took for an hour at most, in an emergency.' })
export const BreakGlassQuery = z.strictObject({ storeId: Id.optional() })
export const BreakGlassList = z.strictObject({ items: z.array(BreakGlassShape), nextCursor: z.null() })
export const BreakGlassRequest = z
  .strictObject({ storeId: Id, role: Id, minutes: z.int().min(1).max(60), reason: Reason })
  .meta({ id: 'BreakGlassRequest' })
export const BreakGlassReview = z
  .strictObject({ verdict: z.enum(['ok', 'finding']), note: z.string().trim().max(2000) })
  .meta({ id: 'BreakGlassReview' })
export const BreakGlassParams = z.strictObject({ breakGlassId: Id })
