import { z } from 'zod'
import { Id, Instant } from './primitives.ts'

export const VerifyRequest = z
  .strictObject({ runId: Id.optional(), storeId: Id.optional() })
  .meta({ id: 'VerifyRequest', description: 'One run, one store, or the whole log.' })

const alarm = z.strictObject({ kind: z.string(), says: z.string(), at: z.string() })

export const Seal = z
  .strictObject({
    origin: z.string().nullable().meta({ description: 'Name of the log: of the key that signs it.' }),
    size: z.int().meta({ description: 'Entries that are signed.' }),
    root: z.string().nullable(),
    sealedAt: z.string().nullable(),
    unsealed: z.int(),
    lagSeconds: z.number().nullable().meta({ description: 'How long the oldest entry has waited.' }),
    witnessed: z.strictObject({ size: z.int(), witness: z.string(), at: z.string() }).nullable(),
    alarms: z.array(alarm),
  })
  .meta({ id: 'Seal' })

export const VerifyFault = z.strictObject({
  kind: z.enum(['text', 'chain', 'columns', 'missing', 'tree', 'note']),
  runId: z.string().nullable(),
  seq: z.int().nullable(),
  idx: z.int().nullable(),
  toIdx: z.int().nullable(),
})

export const Verdict = z
  .strictObject({
    verdict: z.enum(['whole', 'broken', 'nothing']),
    checkedAt: z.string(),
    runs: z.int(),
    events: z.int(),
    acts: z.int(),
    sealed: z.int(),
    checkpoints: z.int(),
    faults: z.array(VerifyFault),
    places: z.array(
      z.strictObject({
        name: z.string(),
        state: z.enum(['agrees', 'unsigned', 'lost']),
        notes: z.int(),
        lastSize: z.int().nullable(),
      }),
    ),
    seal: Seal,
  })
  .meta({ id: 'AuditVerdict' })

export const ExportQuery = z.strictObject({
  storeId: Id.optional(),
  runId: Id.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  files: z.literal('1').optional().meta({ description: 'The files of evidence go along.' }),
})
