import { z } from 'zod'
import { factsDocument, formDocument, ruleDocument } from './form-document.ts'
import { stepDocument } from './step-document.ts'
import {
  anchorName,
  assignedDocument,
  casesOf,
  constantDocument,
  expressionDocument,
  fieldName,
  idDocument,
  textDocument,
} from './words.ts'

export const parameterTypes = [
  ...(['int', 'decimal', 'money', 'percent', 'duration', 'text', 'clock', 'bool', 'list', 'record'] as const),
] as const

const parameterShape = {
  title: textDocument,
  int: constantDocument.optional(),
  decimal: constantDocument.optional(),
  money: constantDocument.optional().describe('In yuan'),
  percent: constantDocument.optional(),
  duration: constantDocument.optional(),
  text: constantDocument.optional(),
  clock: constantDocument.optional(),
  bool: constantDocument.optional(),
  list: constantDocument.optional(),
  record: constantDocument.optional(),
}

export const parameterDocument = z
  .strictObject(parameterShape)
  .describe(
    'A number of the playbook: title and one of int, money, …; `{ by: <launch field>, <word>: …, else: … }` makes it a table',
  )

const anchorDocument = z.union([
  expressionDocument,
  z.strictObject({ at: expressionDocument, plan: z.literal('back').optional() }),
])

const stageDocument = z.strictObject({
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/, 'must be small letters, digits and hyphens, e.g. first-week'),
  title: textDocument,
  steps: z.array(stepDocument).min(1),
})

const recordTitleDocument = textDocument
  .extend({ unit: z.enum(['money', 'percent', 'minutes']).optional() })
  .meta({ id: 'recordTitle', description: 'What an entry of the record is called, and its unit' })

/** The whole of a definition as its author writes it. */
export const playbookDocument = z
  .strictObject({
    sop: idDocument.describe('Id of the playbook'),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be three numbers, e.g. 1.0.0'),
    title: textDocument,
    purpose: textDocument,
    hosting: z.enum(['own', 'desk']).optional(),
    starts: z.array(idDocument).optional().describe('Roles that may launch it; leads always may'),
    dues: z.enum(['always', 'service-hours']).optional().describe('When planned dues count'),
    correlate: expressionDocument.optional().describe('One open run per value'),
    priority: expressionDocument.optional().describe('1 first … 5 last'),
    anchors: z.record(anchorName, anchorDocument).optional().describe('Instants things are counted from'),
    params: z.record(fieldName, parameterDocument).optional(),
    launch: formDocument.optional(),
    people: fieldName.optional().describe('Launch field that names people by role'),
    launch_rules: z.array(ruleDocument).optional(),
    launch_facts: factsDocument.optional(),
    stages: z.array(stageDocument).min(1),
    outcome: casesOf(fieldName).describe('How a run that reaches its end ended'),
    outcomes: z.record(fieldName, textDocument).describe('Every way it can end'),
    record: z.record(fieldName, assignedDocument).optional().describe('KPI record'),
    record_titles: z
      .record(fieldName, recordTitleDocument)
      .optional()
      .describe('What the entries of the record are called'),
  })
  .describe('A playbook')

export type PlaybookDocument = z.infer<typeof playbookDocument>
export type ParameterDocument = z.infer<typeof parameterDocument>

/** Every name that may stand at the top of a definition. */
export const playbookKeys: readonly string[] = Object.keys(playbookDocument.shape)
