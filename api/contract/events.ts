import { z } from 'zod'
import { Id, Instant, JsonValue } from './primitives.ts'

/** A CloudEvents 1.0 event in structured mode. `subject` is the correlation key a waiting step compares with. */
export const OutsideEvent = z
  .strictObject({
    specversion: z.literal('1.0').optional(),
    id: z.string().min(1).max(200),
    source: z.string().min(1).max(200),
    type: z.string().min(1).max(100),
    subject: z.string().min(1).max(200).optional(),
    time: Instant.optional(),
    datacontenttype: z.string().max(100).optional(),
    storeId: Id.optional(),
    runId: Id.optional(),
    data: z.record(z.string(), JsonValue).optional(),
  })
  .meta({ id: 'OutsideEvent' })

export const OutsideEventAnswer = z
  .strictObject({
    id: z.string(),
    status: z.enum(['delivered', 'unmatched', 'repeated']),
    runs: z.array(z.strictObject({ runId: z.string(), delivered: z.boolean(), code: z.string().optional() })),
  })
  .meta({ id: 'OutsideEventAnswer' })
