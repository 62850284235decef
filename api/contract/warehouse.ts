import { z } from 'zod'
import { Id, JsonObject, pageOf, PageQuery, TextPair, TruthQuery } from './primitives.ts'
import { CommandShape } from './runs.ts'

const Waybill = z.string().trim().min(4, { error: 'OUT_OF_RANGE: is too short for a waybill' }).max(60)
const Day = z.string().max(10)

export const ScanRequest = z.strictObject({ storeId: Id, waybill: Waybill }).meta({ id: 'ScanRequest' })

export const Scan = z
  .strictObject({
    id: z.string(),
    storeId: z.string(),
    waybill: z.string(),
    at: z.string(),
    personId: z.string(),
    personName: z.string().nullable(),
    verdict: z.enum(['open', 'theirs', 'inspected', 'waiting', 'elsewhere', 'unknown']).meta({
      description:
        'What it came upon: work for the caller, work somebody else holds, inspected already, no goods work now, a case of another store, nothing.',
    }),
    runId: z.string().nullable(),
    taskId: z.string().nullable(),
    grade: z.string().nullable(),
    inspectedAt: z.string().nullable(),
    inspectedByName: z.string().nullable(),
  })
  .meta({ id: 'Scan' })

export const ScanAnswer = z
  .strictObject({
    ...Scan.shape,
    caseNo: z.string().nullable(),
    runTitle: TextPair.nullable(),
    holderName: z.string().nullable(),
    otherStoreName: z.string().nullable(),
    step: z
      .strictObject({ title: TextPair, role: z.string().nullable() })
      .nullable()
      .meta({ description: 'What stands open in the case.' }),
  })
  .meta({ id: 'ScanAnswer' })

export const ScanQuery = z.strictObject({ storeId: Id, day: Day, mine: TruthQuery.optional(), ...PageQuery })
export const ScanPage = pageOf(Scan)

const grades = z.strictObject({ A: z.int(), B: z.int(), C: z.int(), X: z.int() })

export const HandoverNumbers = z.strictObject({
  expected: z.int(),
  received: z.int(),
  inspected: grades,
  restocked: z.int(),
  seconds: z.int(),
  scrapped: z.int(),
  held: z.int(),
  open: z.int(),
  exceptions: z.int(),
})

export const HandoverParcel = z.strictObject({
  runId: z.string(),
  caseNo: z.string().nullable(),
  waybill: z.string().nullable(),
  orderNo: z.string().nullable(),
  sku: z.string().nullable(),
  marks: z.array(z.enum(['expected', 'received', 'inspected', 'disposed', 'open'])),
  receivedAt: z.string().nullable(),
  inspectedAt: z.string().nullable(),
  inspectedBy: z.string().nullable(),
  grade: z.string().nullable(),
  disposedAt: z.string().nullable(),
  disposal: z.string().nullable(),
  taskId: z.string().nullable().meta({ description: 'What is to be done next.' }),
})

export const HandoverException = z.strictObject({
  key: z.string(),
  kind: z.enum(['late_inspection', 'unknown_parcel', 'wrong_store', 'missing_parcel', 'claim_open']),
  waybill: z.string().nullable(),
  caseRunId: z.string().nullable(),
  caseNo: z.string().nullable(),
  since: z.string(),
  dueAt: z.string().nullable(),
  task: z
    .strictObject({ runId: z.string(), taskId: z.string().nullable(), isOpen: z.boolean() })
    .nullable()
    .meta({ description: 'Who sees to it: the step of its own case, or a run of its own; null = nobody yet.' }),
})

export const HandoverContent = z
  .strictObject({
    storeId: z.string(),
    day: z.string(),
    zone: z.string(),
    fromAt: z.string(),
    toAt: z.string(),
    numbers: HandoverNumbers,
    parcels: z.array(HandoverParcel),
    exceptions: z.array(HandoverException),
  })
  .meta({
    id: 'HandoverContent',
    description: 'What is signed: the SHA-256 is over this as it stands in `signedText`.',
  })

export const Handover = z
  .strictObject({
    content: HandoverContent,
    sha256: z.string(),
    state: z.enum(['open', 'handed', 'frozen']),
    changedSince: z.boolean().meta({ description: 'Something happened after it was handed over.' }),
    signedText: z.string().nullable(),
    signatures: z.array(
      z.strictObject({
        part: z.enum(['handing', 'taking']),
        personId: z.string(),
        name: z.string().nullable(),
        at: z.string(),
      }),
    ),
    commands: z.array(CommandShape),
    names: z.record(z.string(), z.string()),
    toLaunch: z
      .array(z.strictObject({ key: z.string(), sopId: z.string(), storeId: z.string(), inputs: JsonObject }))
      .meta({ description: 'Exceptions nobody sees to yet, each as the launch that makes it a task.' }),
  })
  .meta({ id: 'Handover' })

export const HandoverParams = z.strictObject({ storeId: Id, day: Day })
export const SignHandoverRequest = z
  .strictObject({
    part: z.enum(['handing', 'taking']),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'INVALID_ID: is no SHA-256; send the one of the sheet' }),
  })
  .meta({ id: 'SignHandoverRequest' })
