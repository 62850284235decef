import { z } from 'zod'
import { RoleBinding } from './people.ts'
import { Id, Instant, JsonObject, pageOf, PageQuery, Reason, TextPair, TruthQuery } from './primitives.ts'

export const LaunchRequest = z
  .strictObject({
    sopId: Id,
    version: z.string().max(50).optional(),
    storeId: Id,
    inputs: JsonObject,
    anchors: z.record(z.string().max(50), Instant).optional(),
    roles: RoleBinding.optional(),
    correlationKey: z.string().min(1).max(200).optional(),
  })
  .meta({ id: 'LaunchRequest' })

export const ApprovalShape = z
  .strictObject({
    level: z.int(),
    role: z.string(),
    dueAt: z.string().nullable(),
    openedAt: z.string().nullable(),
    taskId: z.string(),
    decision: z.enum(['approved', 'rejected', 'returned']).nullable(),
    by: z.string().nullable(),
    byName: z.string().nullable(),
    at: z.string().nullable(),
    reason: z.string().nullable(),
    late: z.boolean(),
  })
  .meta({ id: 'Approval' })

export const StepStatus = z.enum([
  'planned',
  'open',
  'claimed',
  'submitted',
  'done',
  'skipped',
  'cancelled',
  'incident',
])
export const RunStatus = z.enum(['running', 'paused', 'completed', 'cancelled', 'incident'])

export const RunStep = z
  .strictObject({
    taskId: z.string().nullable(),
    stepId: z.string(),
    instanceKey: z.string(),
    kind: z.string(),
    stage: z.string(),
    title: TextPair,
    status: StepStatus,
    revision: z.int(),
    iteration: z.int(),
    visit: z.int(),
    attempt: z.int(),
    assignee: z.string().nullable(),
    assigneeName: z.string().nullable(),
    candidateRole: z.string().nullable(),
    opensAt: z.string().nullable(),
    openedAt: z.string().nullable(),
    dueAt: z.string().nullable(),
    dueEstimated: z.boolean(),
    hard: z.boolean(),
    overdue: z.boolean(),
    late: z.boolean(),
    submittedAt: z.string().nullable(),
    completedAt: z.string().nullable(),
    completedBy: z.string().nullable(),
    completedByName: z.string().nullable(),
    answers: JsonObject,
    reasons: z.record(z.string(), z.string()),
    approvals: z.array(ApprovalShape),
    skippedBecause: z.string().nullable(),
    stale: z.boolean(),
  })
  .meta({ id: 'RunStep', description: 'A step of a run, as it stands.' })

export const Progress = z.strictObject({
  done: z.int(),
  open: z.int(),
  planned: z.int(),
  total: z.int(),
  percent: z.int(),
})

export const RunSummary = z
  .strictObject({
    id: z.string(),
    sopId: z.string(),
    version: z.string(),
    title: TextPair,
    storeId: z.string(),
    correlationKey: z.string().nullable(),
    status: RunStatus,
    outcome: z.string().nullable(),
    launchedAt: z.string(),
    launchedBy: z.string(),
    launchedByName: z.string().nullable(),
    endedAt: z.string().nullable(),
    priority: z.int(),
    dueAt: z.string().nullable().meta({ description: 'Earliest due of an open step.' }),
    overdue: z.boolean(),
  })
  .meta({ id: 'RunSummary' })

export const ChildLink = z.strictObject({
  sopId: z.string(),
  runId: z.string().nullable(),
  status: z.string(),
  outcome: z.string().nullable(),
  stepId: z.string(),
  awaited: z.boolean(),
})

export const CalendarShape = z
  .strictObject({
    zone: z.string(),
    holidays: z.array(z.string()),
    makeUpWorkdays: z.array(z.string()),
    coversUntil: z.string(),
  })
  .meta({ id: 'Calendar', description: 'Days off and make-up days around the plan.' })

export const Run = z
  .strictObject({
    ...RunSummary.shape,
    seq: z.int(),
    hash: z.string(),
    planSha256: z.string(),
    lateStart: z.boolean(),
    pausedAt: z.string().nullable(),
    stage: z.string().nullable().meta({ description: 'First stage with a step under way.' }),
    stages: z.array(
      z.strictObject({
        id: z.string(),
        title: TextPair,
        status: z.enum(['planned', 'open', 'done']),
        done: z.int(),
        total: z.int(),
      }),
    ),
    progress: Progress,
    inputs: JsonObject,
    values: JsonObject,
    anchors: z.record(z.string(), z.string().nullable()),
    roles: z.record(z.string(), z.array(z.string())),
    parameters: JsonObject,
    facts: JsonObject,
    calendar: CalendarShape,
    steps: z.array(RunStep),
    record: JsonObject.nullable(),
    links: z.strictObject({ parentRunId: z.string().nullable(), children: z.array(ChildLink) }),
    commands: z.array(z.lazy(() => CommandShape)),
  })
  .meta({ id: 'Run' })

export const CommandShape = z
  .strictObject({ type: z.string(), allowed: z.boolean(), reason: z.string().optional(), code: z.string().optional() })
  .meta({ id: 'PossibleCommand' })

export const RunQuery = z.strictObject({
  storeId: Id.optional(),
  sopId: Id.optional(),
  status: RunStatus.optional(),
  overdue: TruthQuery.optional(),
  q: z.string().max(200).optional(),
  ...PageQuery,
})
export const RunPage = pageOf(RunSummary)

const on = { stepId: Id.optional(), instanceKey: Id.optional(), expectedRevision: z.int().min(0).optional() }

export const RunCommandRequest = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('pause'), reason: Reason }),
    z.strictObject({ type: z.literal('resume'), reason: Reason.optional() }),
    z.strictObject({ type: z.literal('cancel'), reason: Reason }),
    z.strictObject({
      type: z.literal('comment'),
      text: z.string().trim().min(1).max(4000),
      instanceKey: Id.optional(),
      mentions: z.array(Id).max(50).optional().meta({ description: 'Person ids it is meant for; they are told.' }),
    }),
    z.strictObject({
      type: z.literal('open'),
      stepId: Id,
      reason: Reason.optional(),
      answers: JsonObject.optional().meta({ description: 'Completes it in the same act.' }),
    }),
    z.strictObject({ type: z.literal('moveAnchor'), anchor: z.string().min(1).max(50), to: Instant, reason: Reason }),
    z.strictObject({ type: z.literal('skip'), ...on, reason: Reason }),
    z.strictObject({ type: z.literal('reassign'), ...on, to: Id, reason: Reason }),
    z.strictObject({ type: z.literal('revise'), ...on, answers: JsonObject, reason: Reason }),
    z.strictObject({ type: z.literal('retryIncident'), ...on, reason: Reason.optional() }),
  ])
  .meta({ id: 'RunCommandRequest' })

export const RunEventShape = z
  .strictObject({
    runId: z.string(),
    seq: z.int(),
    type: z.string(),
    at: z.string(),
    actor: z.strictObject({ personId: z.string(), name: z.string().nullable(), role: z.string().nullable() }),
    onBehalfOf: z.string().nullable(),
    door: z.string(),
    stepId: z.string().nullable(),
    instanceKey: z.string().nullable(),
    data: JsonObject,
    hash: z.string(),
    workflowId: z.string(),
    temporalRunId: z.string(),
    commandId: z.string(),
    recordedAt: z.string(),
  })
  .meta({ id: 'RunEvent' })

export const EventQuery = z.strictObject({ type: z.string().max(50).optional(), stepId: Id.optional(), ...PageQuery })
export const EventPage = pageOf(RunEventShape)

/** 202: accepted by the host, not yet readable; the same Idempotency-Key brings the answer later. */
export const Accepted = z
  .strictObject({ commandId: z.string(), status: z.literal('accepted') })
  .meta({ id: 'Accepted' })
