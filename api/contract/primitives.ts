import { z } from 'zod'

/** Ids are opaque outside; this is all their shape promises. Steps of a run add `:`, `~` and `.`. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,199}$/

const idText = 'INVALID_ID: is no id; ids are 1 to 200 letters, digits, ".", "_", ":", "~" or "-"'
const dateText = 'INVALID_DATE: is no instant that exists; write RFC 3339 with offset, e.g. 2027-03-10T10:00:00+08:00'
const numberText = 'INVALID_NUMBER: is a number no machine keeps exactly; write fewer digits, or a text'

export const Id = z.string({ error: idText }).regex(idPattern, { error: idText })

/** An instant with offset; it leaves the contract as written and is turned to UTC at the door. */
export const Instant = z.iso.datetime({ offset: true, error: dateText })

export const Reason = z.string().trim().min(1, { error: 'REQUIRED: must say why' }).max(2000)

export const TextPair = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Text' })

const exactNumber = z
  .number({ error: numberText })
  .refine((value) => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)), {
    error: numberText,
  })

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Any JSON value whose numbers are exact. */
export const JsonValue: z.ZodType<Json> = z
  .lazy(() =>
    z.union([z.string(), exactNumber, z.boolean(), z.null(), z.array(JsonValue), z.record(z.string(), JsonValue)]),
  )
  .meta({ id: 'JsonValue' })

/** Form answers, launch inputs, event data: checked against the playbook, not by this contract. */
export const JsonObject = z.record(z.string(), z.unknown()).meta({ id: 'JsonObject' })

const pageText = 'INVALID_PAGE: is no page size; ask for 1 to 100'
export const PageQuery = {
  limit: z.coerce
    .number({ error: pageText })
    .int({ error: pageText })
    .min(1, { error: pageText })
    .max(100, { error: pageText })
    .optional(),
  cursor: z.string().max(1000, { error: 'INVALID_PAGE: is no cursor of this list' }).optional(),
}

/** `{items, nextCursor}`; `nextCursor` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** A switch in a query: `?mine`, `?mine=true` and `?mine=1` are the same. */
export const TruthQuery = z
  .enum(['', 'true', '1', 'false', '0'])
  .transform((value) => value !== 'false' && value !== '0')

export const ProblemShape = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z.array(z.looseObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
    facts: JsonObject.optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem; `code` is stable, `detail` names the thing, the reason and the way out.',
  })
