import { z } from 'zod'
import { Id, Instant, pageOf, PageQuery, TextPair, TruthQuery } from './primitives.ts'

const fen = z.coerce
  .number({ error: 'INVALID_AMOUNT: is no amount in fen' })
  .int({ error: 'INVALID_AMOUNT: is no amount in fen' })
  .min(0, { error: 'INVALID_AMOUNT: is below zero' })

export const AuditQuery = z.strictObject({
  storeId: Id.optional(),
  sopId: Id.optional(),
  runId: Id.optional(),
  personId: Id.optional(),
  person: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of a name.' }),
  type: z.string().max(50).optional(),
  stepId: Id.optional(),
  seenBefore: TruthQuery.optional().meta({
    description: 'true = only files whose picture was used in another run before.',
  }),
  fromAt: Instant.optional(),
  toAt: Instant.optional(),
  q: z.string().trim().min(1).max(200).optional(),
  amountFrom: fen.optional(),
  amountTo: fen.optional(),
  ...PageQuery,
})

export const AuditHitShape = z
  .strictObject({
    runId: z.string(),
    seq: z.int(),
    type: z.string(),
    at: z.string(),
    actor: z.strictObject({ personId: z.string(), name: z.string().nullable(), role: z.string().nullable() }),
    onBehalfOf: z.strictObject({ personId: z.string(), name: z.string().nullable() }).nullable(),
    door: z.string(),
    stepId: z.string().nullable(),
    stepTitle: TextPair.nullable(),
    instanceKey: z.string().nullable(),
    storeId: z.string(),
    sopId: z.string(),
    sopTitle: TextPair,
    version: z.string(),
    correlationKey: z.string().nullable(),
    reason: z.string().nullable(),
    amounts: z.array(z.strictObject({ field: z.string(), title: TextPair, fen: z.int() })),
  })
  .meta({ id: 'AuditHit', description: 'One fact of some run; the run’s own history holds all of it.' })
export const AuditPage = pageOf(AuditHitShape)

export const ChainLinkShape = z.strictObject({ seq: z.int(), body: z.string(), hash: z.string() }).meta({
  id: 'ChainLink',
  description: '`hash` is the SHA-256 of the hash before, a newline and `body`; the first has 64 zeros before it.',
})
export const ChainQuery = z.strictObject({ ...PageQuery })
export const ChainPage = pageOf(ChainLinkShape)

export const PairQuery = z.strictObject({
  storeId: Id.optional(),
  sopId: Id.optional(),
  fromAt: Instant,
  toAt: Instant,
})
const someone = z.strictObject({ personId: z.string(), name: z.string().nullable() })
export const ApprovalPairShape = z
  .strictObject({
    requester: someone.nullable(),
    approver: someone,
    approved: z.int(),
    rejected: z.int(),
    mutual: z.boolean().meta({ description: 'The approver also asked, and the requester decided about that.' }),
    samePerson: z.boolean(),
    quickestSeconds: z.int().nullable(),
    lastAt: z.string(),
    lastRunId: z.string(),
    lastSeq: z.int(),
  })
  .meta({ id: 'ApprovalPair' })
export const ApprovalPairs = z.strictObject({ items: z.array(ApprovalPairShape), nextCursor: z.null() })

export const SampleRequest = z
  .strictObject({
    storeId: Id,
    sopId: Id,
    outcome: z.string().min(1).max(50).optional(),
    fromAt: Instant,
    toAt: Instant,
    seed: z.string().trim().min(1).max(100),
    size: z.int().min(1).max(200),
  })
  .meta({ id: 'SampleRequest' })

export const SampleSummary = z
  .strictObject({
    id: z.string(),
    storeId: z.string(),
    sopId: z.string(),
    outcome: z.string().nullable(),
    fromAt: z.string(),
    toAt: z.string(),
    seed: z.string(),
    size: z.int(),
    population: z.int(),
    populationSha256: z.string(),
    drawnBy: z.string(),
    drawnByName: z.string().nullable(),
    drawnAt: z.string(),
    noted: z.int(),
    findings: z.int(),
    conclusion: z.string().nullable(),
    signedBy: z.string().nullable(),
    signedByName: z.string().nullable(),
    signedAt: z.string().nullable(),
  })
  .meta({ id: 'SampleSummary' })
export const SamplePage = pageOf(SampleSummary)
export const SampleQuery = z.strictObject({ storeId: Id.optional(), ...PageQuery })

export const SampleItemShape = z.strictObject({
  n: z.int(),
  runId: z.string(),
  correlationKey: z.string().nullable(),
  outcome: z.string().nullable(),
  endedAt: z.string().nullable(),
  verdict: z.enum(['ok', 'finding']).nullable(),
  note: z.string().nullable(),
  notedBy: z.string().nullable(),
  notedByName: z.string().nullable(),
  notedAt: z.string().nullable(),
})
export const Sample = z.strictObject({ ...SampleSummary.shape, items: z.array(SampleItemShape) }).meta({
  id: 'Sample',
  description: 'Finished runs drawn by a typed seed: the runs whose SHA-256(seed, newline, id) is smallest.',
})

export const SampleNoteRequest = z
  .strictObject({ verdict: z.enum(['ok', 'finding']), note: z.string().trim().max(2000) })
  .meta({ id: 'SampleNoteRequest' })
export const SampleSignRequest = z
  .strictObject({ conclusion: z.string().trim().min(1, { error: 'REQUIRED: must say what was found' }).max(4000) })
  .meta({ id: 'SampleSignRequest' })
