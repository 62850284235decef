import { z } from 'zod'
import { Id, JsonObject, pageOf, PageQuery, Reason, TextPair, TruthQuery } from './primitives.ts'
import { CommandShape, RunStep, StepStatus } from './runs.ts'
import { FormField } from './sops.ts'

const revision = z.int().min(0).meta({ description: 'The revision of the step the caller saw.' })

export const TaskSummary = z
  .strictObject({
    id: z.string(),
    runId: z.string(),
    sopId: z.string(),
    stepId: z.string(),
    instanceKey: z.string(),
    level: z.int().nullable().meta({ description: 'Level of an approval, null for the work itself.' }),
    kind: z.string(),
    revision: z.int(),
    title: TextPair,
    runTitle: TextPair,
    storeId: z.string(),
    correlationKey: z.string().nullable(),
    status: StepStatus,
    candidateRole: z.string().nullable(),
    assignee: z.string().nullable(),
    assigneeName: z.string().nullable(),
    openedAt: z.string().nullable(),
    dueAt: z.string().nullable(),
    hard: z.boolean(),
    overdue: z.boolean(),
    priority: z.int(),
  })
  .meta({ id: 'TaskSummary' })

export const TaskField = z
  .looseObject({
    ...FormField.shape,
    shown: z.boolean().meta({ description: 'Whether its condition holds with what is known now.' }),
    requiredNow: z.boolean(),
    editable: z.boolean(),
    value: z.unknown().optional().meta({ description: 'Answered, drafted or computed value.' }),
    proposal: z.unknown().optional().meta({ description: 'Proposed or looked-up value that may be changed.' }),
    source: z.string().optional().meta({ description: 'Where a looked-up value comes from.' }),
  })
  .meta({ id: 'TaskField' })

export const FormLaw = z
  .strictObject({
    checks: z.array(
      z.looseObject({
        id: z.string(),
        grade: z.enum(['block', 'warn', 'info']),
        must: z.string(),
        if: z.string().optional(),
        says: TextPair,
        field: z.string().optional(),
        approvers: z.array(z.string()).optional(),
      }),
    ),
    scope: JsonObject.meta({ description: 'The values the expressions of the form read, and no others.' }),
    offered: JsonObject.meta({ description: 'What stands where nothing is typed: an earlier visit, a table.' }),
  })
  .meta({ id: 'FormLaw', description: 'What a page needs to work the form out while somebody types.' })

const CaseValue = z.strictObject({ name: z.string(), title: TextPair, type: z.string(), value: z.unknown() })

export const CaseFacts = z
  .strictObject({
    inputs: z.array(CaseValue),
    earlier: z.array(
      z.strictObject({
        stepId: z.string(),
        title: TextPair,
        at: z.string().nullable(),
        by: z.string().nullable(),
        byName: z.string().nullable(),
        values: z.array(CaseValue),
      }),
    ),
  })
  .meta({ id: 'CaseFacts', description: 'What is known of the case: launch fields and the answers given before.' })

export const EvidenceShape = z
  .strictObject({
    id: z.string(),
    runId: z.string(),
    stepId: z.string().nullable(),
    instanceKey: z.string().nullable(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    uploadedBy: z.string(),
    uploadedAt: z.string(),
    isErased: z.boolean().meta({ description: 'Bytes and name are gone for good; the hash stays.' }),
    seenBefore: z
      .strictObject({ sameStore: z.boolean(), otherStore: z.boolean(), runs: z.array(z.string()) })
      .nullable()
      .meta({ description: 'The same picture was used in other runs; by id only for who reads them all.' }),
  })
  .meta({ id: 'Evidence' })

export const Task = z
  .strictObject({
    ...TaskSummary.shape,
    instructions: TextPair,
    phrases: z
      .array(TextPair)
      .meta({ description: 'Things to say to the customer; {field} stands for what the case knows.' }),
    form: z.array(TaskField),
    law: FormLaw,
    case: CaseFacts,
    checklist: z.array(z.strictObject({ id: z.string(), title: TextPair })),
    answers: JsonObject,
    offered: JsonObject.nullable().meta({ description: 'Answers of an earlier visit, to be confirmed or changed.' }),
    draft: JsonObject.nullable(),
    evidence: z.array(EvidenceShape),
    approvals: RunStep.shape.approvals,
    commands: z.array(CommandShape),
  })
  .meta({ id: 'Task' })

export const TaskQuery = z.strictObject({
  mine: TruthQuery.optional(),
  taken: TruthQuery.optional().meta({ description: 'With mine: true = only what I hold, false = only what is free.' }),
  role: Id.optional(),
  storeId: Id.optional(),
  sopId: Id.optional(),
  stepId: Id.optional(),
  runId: Id.optional(),
  overdue: TruthQuery.optional(),
  waybill: z
    .string()
    .trim()
    .min(4)
    .max(60)
    .optional()
    .meta({ description: 'Tasks of the case this parcel belongs to.' }),
  ...PageQuery,
})
export const TaskPage = pageOf(TaskSummary)

export const CompleteRequest = z
  .strictObject({
    answers: JsonObject,
    expectedRevision: revision,
    onBehalfOf: Id.optional(),
    reasons: z.record(z.string().max(100), z.string().trim().min(1).max(2000)).optional(),
    checklist: z.array(z.string().max(100)).max(200).optional(),
  })
  .meta({ id: 'CompleteRequest' })

export const PlainActRequest = z.strictObject({ expectedRevision: revision.optional() }).meta({ id: 'PlainActRequest' })
export const DecisionRequest = z
  .strictObject({ reason: z.string().trim().max(2000).optional(), expectedRevision: revision })
  .meta({ id: 'DecisionRequest' })
export const SkipRequest = z
  .strictObject({ reason: Reason, expectedRevision: revision.optional() })
  .meta({ id: 'SkipRequest' })
export const ReassignRequest = z
  .strictObject({ to: Id, reason: Reason, expectedRevision: revision.optional() })
  .meta({ id: 'ReassignRequest' })
export const ReviseRequest = z
  .strictObject({ answers: JsonObject, reason: Reason, expectedRevision: revision.optional() })
  .meta({ id: 'ReviseRequest' })
export const DraftRequest = z
  .strictObject({ answers: JsonObject, expectedRevision: revision.optional() })
  .meta({ id: 'DraftRequest' })

export const DraftShape = z
  .strictObject({ taskId: z.string(), answers: JsonObject, savedAt: z.string() })
  .meta({ id: 'Draft' })
