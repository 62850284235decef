import { z } from 'zod'
import { Id, Instant, Reason, TextPair } from './primitives.ts'

/** What moving an anchor would do, asked before it is done. */
export const PreviewRequest = z
  .strictObject({ type: z.literal('moveAnchor'), anchor: z.string().min(1).max(50), to: Instant })
  .meta({ id: 'PreviewRequest' })

const dates = z.strictObject({ opensAt: z.string().nullable(), dueAt: z.string().nullable() })
export const Preview = z
  .strictObject({
    runId: z.string(),
    anchors: z.record(z.string(), z.strictObject({ old: z.string().nullable(), new: z.string().nullable() })),
    changes: z.array(
      z.strictObject({
        instanceKey: z.string(),
        stepId: z.string(),
        title: TextPair,
        status: z.string(),
        role: z.string().nullable(),
        assigneeName: z.string().nullable(),
        old: dates.nullable().meta({ description: 'null = the step comes to be.' }),
        new: dates.nullable().meta({ description: 'null = the step goes.' }),
        late: z.boolean().meta({ description: 'The new due is past already.' }),
        dayOff: z.boolean(),
        dueEstimated: z.boolean(),
      }),
    ),
    unchanged: z.int().meta({ description: 'Steps under way or to come whose dates stay.' }),
  })
  .meta({ id: 'Preview' })

const runIds = z.array(Id).min(1).max(100)
const dryRun = z.boolean().optional()

/** One act over many runs or tasks; each item has its own answer. */
export const BulkRequest = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('pause'), runIds, reason: Reason, dryRun }),
    z.strictObject({ type: z.literal('resume'), runIds, reason: Reason, dryRun }),
    z.strictObject({ type: z.literal('cancel'), runIds, reason: Reason, dryRun }),
    z.strictObject({
      type: z.literal('reassign'),
      taskIds: z.array(Id).min(1).max(100),
      to: Id,
      reason: Reason,
      dryRun,
    }),
  ])
  .meta({ id: 'BulkRequest' })

export const BulkAnswer = z
  .strictObject({
    dryRun: z.boolean(),
    done: z.int(),
    refused: z.int(),
    items: z.array(
      z.strictObject({ id: z.string(), ok: z.boolean(), code: z.string().nullable(), detail: z.string().nullable() }),
    ),
  })
  .meta({ id: 'BulkAnswer', description: 'What happened, or would happen, to each run or task.' })
