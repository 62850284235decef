import { z } from 'zod'

/** Names nobody may use for a field, a value, an anchor or a step: words of the expressions. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...[
    'as',
    'break',
    'const',
    'continue',
    'else',
    'for',
    'function',
    'if',
    'import',
    'let',
    'loop',
    'package',
    'namespace',
  ],
  ...['return', 'var', 'void', 'while', 'true', 'false', 'null', 'in', 'has', 'prototype', 'constructor'],
  ...['params', 'facts', 'iteration', 'grid', 'previous', 'proposed'],
])

export const idDocument = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens, e.g. rr-refund')

export const fieldName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_]*$/, 'must be small letters, digits and underscores, e.g. item_paid')

export const anchorName = z
  .string()
  .max(30)
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must be letters and digits, e.g. t0 or L')

export const textDocument = z
  .strictObject({
    zh: z.string().trim().min(1).max(500).describe('Simplified Chinese'),
    en: z.string().trim().min(1).max(500).describe('English'),
  })
  .meta({ id: 'text', description: 'A text in both languages' })

export const expressionDocument = z
  .union([z.string().min(1).max(4000), z.number(), z.boolean()])
  .meta({ id: 'expression', description: 'An expression; see docs/language.md' })

export const durationDocument = z.string().max(200).describe("A duration, e.g. '30m', '24h', '21d', '3wd', or params.x")

const jsonValue: z.ZodType = z.lazy(() =>
  z.union([
    z.string().max(4000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValue),
    z.record(z.string(), jsonValue),
  ]),
)

export const constantDocument = jsonValue.meta({
  id: 'constant',
  description: 'A constant: text, number, true/false, list or record',
})

export const assignedDocument = jsonValue.meta({
  id: 'assigned',
  description: 'A value of the enum, a number, true/false, or an expression',
})

/** `{ if: …, then: … }` or `{ else: … }`, in a list whose first holding entry is taken. */
export function casesOf<T extends z.ZodType>(value: T) {
  return z
    .array(
      z.strictObject({
        if: expressionDocument.optional(),
        then: value.optional(),
        else: value.optional(),
      }),
    )
    .min(1)
}

export const timeDocument = z
  .union([z.string().min(1).max(500), casesOf(z.string().min(1).max(500))])
  .meta({ id: 'instant', description: 'An instant: base, ± duration, clock, e.g. `T - 15d 10:00`; or cases' })
