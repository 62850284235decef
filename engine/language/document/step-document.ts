import { z } from 'zod'
import { factsDocument, formDocument, ruleDocument } from './form-document.ts'
import {
  anchorName,
  assignedDocument,
  casesOf,
  constantDocument,
  durationDocument,
  expressionDocument,
  fieldName,
  idDocument,
  textDocument,
  timeDocument,
} from './words.ts'

export const stepKinds = ['task', 'approval', 'decision', 'automation', 'wait', 'cue', 'milestone'] as const

const assignments = z.record(z.string(), assignedDocument)
const roleList = z.union([idDocument, z.array(idDocument).min(1)])

const roleDocument = z
  .union([idDocument, casesOf(idDocument), z.strictObject({ cases: casesOf(idDocument) })])
  .describe('Who does it; without a role the system does')

const predecessor = z.union([idDocument, z.strictObject({ step: idDocument, if: expressionDocument.optional() })])

const approverDocument = z.union([idDocument, z.strictObject({ role: idDocument, if: expressionDocument.optional() })])
const approversDocument = z.union([idDocument, z.array(approverDocument).min(1)])
const withinDocument = z.union([durationDocument, casesOf(durationDocument)]).describe('Time for each level')

const opening = z.enum(['grid', 'before'])

const repeatDocument = z
  .strictObject({
    daily: z.string().optional().describe("Clock of a daily repetition, e.g. '10:00'"),
    every: durationDocument.optional(),
    each: expressionDocument.optional().describe('A list: one repetition per entry'),
    until: expressionDocument.optional().describe('Again after each completion until this holds'),
    from: z.string().optional(),
    to: z.string().optional().describe('Last day, included'),
    through: z.string().optional().describe('Last instant, included'),
    before: z.string().optional().describe('First instant that is excluded'),
    as: fieldName.optional(),
    slot: expressionDocument.optional().describe('Minutes from one repetition to the next'),
    max: z.int().min(1).max(1000).optional(),
    opens: opening.optional(),
  })
  .describe('Dated repetitions')

export const branchDocument = z
  .strictObject({
    on: z.enum(['completed', 'rejected', 'returned', 'unanswered', 'overdue']).optional(),
    if: expressionDocument.optional(),
    rule: z.string().max(60).optional(),
    set: assignments.optional(),
    move: z.record(anchorName, expressionDocument).optional(),
    end: fieldName.optional(),
    return_to: idDocument.optional(),
    at_most: z.int().min(1).max(100).optional(),
    launch: idDocument.optional(),
    each: expressionDocument.optional().describe('A list: the playbook is started once per entry'),
    as: fieldName.optional().describe('What with: calls the entry; default item'),
    with: assignments.optional(),
    role: idDocument.optional(),
    title: textDocument.optional(),
    awaited: z.boolean().optional(),
    open: idDocument.optional(),
    notify: roleList.optional(),
  })
  .describe('A consequence; the first that holds is taken')

const rowDocument = z.strictObject({
  row: z.string().min(1).max(60).optional(),
  if: expressionDocument.optional(),
  then: assignments.optional(),
  else: assignments.optional(),
})

const stepShape = {
  task: idDocument.optional(),
  approval: idDocument.optional(),
  decision: idDocument.optional(),
  automation: idDocument.optional(),
  wait: idDocument.optional(),
  cue: idDocument.optional(),
  milestone: idDocument.optional(),
  title: textDocument.optional(),
  hint: textDocument.optional(),
  role: roleDocument.optional(),
  after: z
    .union([idDocument, z.array(predecessor)])
    .optional()
    .describe('Steps it follows; [] = from the start'),
  join: z.union([z.enum(['all', 'any']), z.int().min(1)]).optional(),
  when: expressionDocument.optional().describe('Skipped by rule when false'),
  rule: z.string().max(60).optional().describe('Rule or row that `when` comes from'),
  opens: timeDocument.optional(),
  due: timeDocument.optional().describe('Planned due'),
  hard_due: timeDocument.optional().describe('Platform, legal, contract and live clocks: never moved'),
  repeat: repeatDocument.optional(),
  on_demand: z
    .strictObject({ by: roleList.optional(), at_most: z.int().min(1).optional(), when: expressionDocument.optional() })
    .optional(),
  optional: z.boolean().optional(),
  form: formDocument.optional(),
  at: fieldName.optional().describe('Field that holds the business instant'),
  rules: z.array(ruleDocument).optional(),
  checklist: z.array(textDocument).min(1).optional(),
  phrases: z
    .array(textDocument)
    .min(1)
    .max(12)
    .optional()
    .describe('Things to say to the customer at this step; {field} is filled in from the case'),
  facts: factsDocument.optional(),
  results: formDocument.optional().describe('What a decision or an automation yields'),
  first: z.array(rowDocument).min(1).optional(),
  unique: z.array(rowDocument).min(1).optional(),
  collect: z.array(rowDocument).min(1).optional(),
  run: z.string().optional().describe('Activity of an automation'),
  with: assignments.optional(),
  event: z
    .string()
    .regex(/^[a-z]+(\.[a-zA-Z]+)+$/, 'must be an event type, e.g. parcel.received')
    .optional(),
  correlate: expressionDocument.optional(),
  look: z.strictObject({ every: durationDocument.optional(), until: expressionDocument.optional() }).optional(),
  approve: z
    .union([
      approversDocument,
      z.strictObject({
        by: approversDocument.optional(),
        ladder: expressionDocument.optional(),
        within: withinDocument.optional(),
        when: expressionDocument.optional(),
      }),
    ])
    .optional(),
  by: approversDocument.optional(),
  ladder: expressionDocument.optional().describe('A function that gives the list of approving roles'),
  within: withinDocument.optional(),
  requester: idDocument.optional(),
  set: assignments.optional(),
  then: z.array(branchDocument).min(1).optional(),
  then_run: z
    .array(z.strictObject({ run: z.string(), with: assignments.optional() }))
    .min(1)
    .optional(),
  unanswered: z
    .strictObject({
      after: timeDocument,
      answers: z.record(fieldName, constantDocument).optional(),
      end: fieldName.optional(),
    })
    .optional(),
  escalation: z.enum(['ladder', 'live', 'none']).optional(),
  tapped_by: roleList
    .optional()
    .describe('Further roles that may do it, e.g. who taps a live step the host only reads'),
  not_by: z.union([idDocument, z.array(idDocument).min(1)]).optional(),
}

type StepFields = z.infer<z.ZodObject<typeof stepShape>>
export type StepDocument = StepFields & { parallel?: StepDocument[] | undefined; sequence?: StepDocument[] | undefined }

export const stepDocument: z.ZodType<StepDocument> = z
  .strictObject({
    ...stepShape,
    get parallel(): z.ZodOptional<z.ZodArray<z.ZodType<StepDocument>>> {
      return z.array(stepDocument).min(1).optional()
    },
    get sequence(): z.ZodOptional<z.ZodArray<z.ZodType<StepDocument>>> {
      return z.array(stepDocument).min(1).optional()
    },
  })
  .meta({ id: 'step', description: 'A step, or a parallel or sequence block of steps' })

export type BranchDocument = z.infer<typeof branchDocument>
export type RowDocument = z.infer<typeof rowDocument>
export type RepeatDocument = z.infer<typeof repeatDocument>
export type ApproversDocument = z.infer<typeof approversDocument>
export type WithinDocument = z.infer<typeof withinDocument>

/** Every name a step may carry. */
export const stepKeys: readonly string[] = [...Object.keys(stepShape), 'parallel', 'sequence']
