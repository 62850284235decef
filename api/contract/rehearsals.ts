import { z } from 'zod'
import { RoleBinding } from './people.ts'
import { Id, Instant, JsonObject, TextPair } from './primitives.ts'
import { CalendarShape, RunStep } from './runs.ts'

const anchors = z.record(z.string().max(50), Instant).optional()

export const RehearsalRequest = z
  .strictObject({
    storeId: Id,
    inputs: JsonObject,
    anchors,
    roles: RoleBinding.optional(),
    params: JsonObject.optional(),
    startAt: Instant.optional(),
  })
  .meta({ id: 'RehearsalRequest' })

export const RehearsalShape = z
  .strictObject({
    sopId: z.string(),
    version: z.string(),
    startAt: z.string(),
    endsAt: z.string().nullable(),
    lateStart: z.boolean(),
    anchors: z.record(z.string(), z.string().nullable()),
    steps: z.array(
      z.strictObject({
        stepId: z.string(),
        instanceKey: z.string(),
        title: TextPair,
        role: z.string().nullable(),
        opensAt: z.string().nullable(),
        dueAt: z.string().nullable(),
        hard: z.boolean(),
        dueEstimated: z.boolean(),
        conditional: z.boolean(),
      }),
    ),
    load: z.array(z.strictObject({ role: z.string(), day: z.string(), steps: z.int() })),
    criticalPath: z.array(z.string()),
    calendar: CalendarShape,
    findings: z.array(z.strictObject({ code: z.string(), stepId: z.string().optional(), detail: z.string() })),
  })
  .meta({ id: 'Rehearsal' })

const by = z
  .string()
  .regex(/^[a-z0-9-]+(#\d+)?$/, { error: 'UNKNOWN_ROLE: is no role; write a role id, or role#2 for a second person' })

const stepAct = z.strictObject({
  at: Instant,
  by,
  command: z.string().min(1).max(50),
  stepId: Id.optional(),
  instanceKey: Id.optional(),
  answers: JsonObject.optional(),
  reasons: z.record(z.string(), z.string()).optional(),
  reason: z.string().max(2000).optional(),
  level: z.int().min(1).optional(),
  checklist: z.array(z.string()).optional(),
  to: Id.optional(),
})
const outsideAct = z.strictObject({
  at: Instant,
  event: z.strictObject({ type: z.string().min(1), data: JsonObject.optional(), key: z.string().optional() }),
})
const runAct = z.strictObject({ at: Instant, by: by.optional(), command: z.looseObject({ type: z.string().min(1) }) })
const factsAct = z.strictObject({ at: Instant, facts: JsonObject })

export const PlayRequestShape = z
  .strictObject({
    sopId: Id,
    version: z.string().max(50).optional(),
    storeId: Id.optional(),
    inputs: JsonObject,
    anchors,
    params: JsonObject.optional(),
    facts: JsonObject.optional(),
    startAt: Instant,
    until: Instant.optional(),
    acts: z.array(z.union([stepAct, outsideAct, runAct, factsAct])).max(2000),
  })
  .meta({ id: 'PlayRequest' })

export const PlayedShape = z
  .strictObject({
    status: z.string().nullable(),
    steps: z.array(RunStep),
    events: z.array(
      z.strictObject({
        seq: z.int(),
        type: z.string(),
        at: z.string(),
        actor: z.strictObject({ personId: z.string(), role: z.string().nullable() }),
        onBehalfOf: z.string().nullable(),
        door: z.string(),
        stepId: z.string().nullable(),
        instanceKey: z.string().nullable(),
        data: JsonObject,
        hash: z.string(),
      }),
    ),
    refusals: z.array(
      z.strictObject({
        at: z.string(),
        code: z.string(),
        detail: z.string(),
        errors: z.array(z.looseObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
      }),
    ),
    outcome: z.string().nullable(),
    record: JsonObject.nullable(),
    values: JsonObject,
    anchors: z.record(z.string(), z.string().nullable()),
  })
  .meta({ id: 'Played' })
