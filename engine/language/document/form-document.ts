import { z } from 'zod'
import { assignedDocument, constantDocument, expressionDocument, fieldName, idDocument, textDocument } from './words.ts'

export const fieldTypes = [
  ...(['text', 'int', 'decimal', 'money', 'percent', 'bool', 'enum', 'date', 'datetime', 'url'] as const),
  ...(['file', 'files', 'list', 'rows', 'record', 'person', 'sku', 'order'] as const),
] as const

export const sources = ['order', 'product', 'stock', 'parcel', 'afterSaleCase', 'facts'] as const

const lookUpDocument = z
  .union([
    z.string().regex(/^[a-zA-Z]+(\.[A-Za-z_][A-Za-z0-9_]*)+$/, 'must be a source and a path, e.g. order.paid'),
    z.strictObject({ look: z.string(), by: fieldName }),
  ])
  .describe('Looked up in the store data, e.g. order.paid; { look: order.paid, by: order_no } names the key field')

const fieldShape = {
  title: textDocument.optional(),
  type: z.enum(fieldTypes).describe('Kind of value'),
  of: z.array(z.string().min(1)).min(1).optional().describe('Words of an enum, or of a list of enums'),
  item: z.enum(fieldTypes).optional().describe('Kind of the entries of a list'),
  required: z.boolean().optional().describe('Default true, unless preset, if or compute is given'),
  if: expressionDocument.optional().describe('Required and shown only while this holds'),
  min: z.number().optional(),
  max: z.number().optional(),
  above: z.number().optional().describe('Must be greater than this'),
  atLeast: z.int().min(0).optional().describe('Least number of entries'),
  atMost: z.int().min(1).optional().describe('Largest number of entries'),
  maxLength: z.int().min(1).max(20000).optional(),
  accept: z.array(z.enum(['img', 'pdf', 'video', 'audio', 'sheet'])).optional(),
  pii: z.boolean().optional().describe('Personal data: sealed, unreadable to expressions'),
  preset: constantDocument.optional().describe('Used when nothing is answered'),
  propose: expressionDocument.optional().describe('Proposed, freely changed'),
  compute: expressionDocument.optional().describe('Worked out, cannot be typed'),
  from: lookUpDocument.optional(),
}

export type FieldDocument = z.infer<z.ZodObject<typeof fieldShape>> & { columns?: FormDocument | undefined }
export type FormDocument = { [name: string]: FieldDocument }

export const fieldDocument: z.ZodType<FieldDocument> = z
  .strictObject({
    ...fieldShape,
    get columns(): z.ZodOptional<z.ZodType<FormDocument>> {
      return z.record(fieldName, fieldDocument).optional()
    },
  })
  .meta({ id: 'field', description: 'A field of a form' })

export const formDocument = z.record(fieldName, fieldDocument).describe('Fields by name')

export const ruleDocument = z
  .strictObject({
    block: expressionDocument.optional().describe('Must hold, else the form cannot be submitted'),
    warn: expressionDocument.optional().describe('Must hold, else a reason is asked for'),
    info: expressionDocument.optional().describe('Told when it does not hold'),
    id: z.string().min(1).max(60).optional().describe('Rule id of the catalogue, e.g. R-BANNED'),
    if: expressionDocument.optional().describe('Checked only while this holds'),
    field: fieldName.optional().describe('Field the message points at'),
    approve: z.array(idDocument).min(1).optional().describe('Roles that approve a warning, in this order'),
    says: textDocument,
  })
  .meta({ id: 'rule', description: 'A rule over the answers' })

export type RuleDocument = z.infer<typeof ruleDocument>

const factName = z.string().regex(/^[a-z][A-Za-z0-9_]*$/, 'must be letters, digits and underscores, e.g. similar_24h')

export const factsDocument = z
  .record(
    factName,
    z.strictObject({
      query: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be the name of a query, e.g. similarComplaints24h'),
      with: z.record(z.string(), assignedDocument).optional(),
    }),
  )
  .describe('Named queries, read as facts.<name>')

export type FactsDocument = z.infer<typeof factsDocument>
