import { z } from 'zod'
import { JsonObject, TextPair } from './primitives.ts'

/** A field of a launch form or of a step's form, as the page builds its input from. */
export const FormField = z
  .looseObject({
    name: z.string(),
    type: z.string(),
    title: TextPair,
    required: z.boolean(),
    requiredIf: z.string().optional(),
    of: z.array(z.string()).optional(),
    pii: z.boolean().optional(),
  })
  .meta({ id: 'FormField' })

export const SopSummary = z
  .strictObject({
    id: z.string(),
    version: z.string(),
    sha256: z.string(),
    title: TextPair,
    purpose: TextPair,
    hosting: z.enum(['own', 'desk']),
    stepCount: z.int(),
    starters: z.array(z.string()),
    mayStartIn: z.array(z.string()).meta({ description: 'Stores in which the caller may launch it.' }),
    live: z.boolean().meta({ description: 'Has cues, so its runs have a live desk.' }),
    launchFields: z.array(z.string()).meta({ description: 'Names of the fields it is launched with.' }),
  })
  .meta({ id: 'SopSummary' })

export const SopStep = z
  .strictObject({
    stepId: z.string(),
    kind: z.string(),
    stage: z.string(),
    title: TextPair,
    hint: TextPair,
    role: z.string().nullable(),
    roles: z.array(z.string()).meta({ description: 'Every role a case of the step may name.' }),
    hard: z.boolean(),
    repeats: z.boolean(),
    onDemand: z.boolean(),
    after: z.array(z.string()),
    form: z.array(FormField),
    checklist: z.array(z.strictObject({ id: z.string(), title: TextPair })),
    approval: z.boolean(),
  })
  .meta({ id: 'SopStep' })

const RecordTitle = z
  .strictObject({ ...TextPair.shape, unit: z.enum(['money', 'percent', 'minutes']).optional() })
  .meta({ id: 'RecordTitle', description: 'What an entry of the record is called; money is in fen.' })

export const Sop = z
  .strictObject({
    ...SopSummary.shape,
    versions: z.array(z.strictObject({ version: z.string(), sha256: z.string(), publishedAt: z.string() })),
    launch: z.array(FormField),
    people: z.string().nullable().meta({ description: 'Launch field that names people by role.' }),
    anchors: z.array(z.strictObject({ name: z.string(), field: z.string().nullable() })),
    parameters: z.array(JsonObject),
    roles: z.array(z.string()),
    outcomes: z.record(z.string(), TextPair),
    recordTitles: z.record(z.string(), RecordTitle),
    stages: z.array(z.strictObject({ id: z.string(), title: TextPair, steps: z.array(z.string()) })),
    steps: z.array(SopStep),
  })
  .meta({ id: 'Sop' })

export const SopList = z.strictObject({ items: z.array(SopSummary), nextCursor: z.null() })
