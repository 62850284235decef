import { z } from 'zod'
import { Id, JsonObject, pageOf, PageQuery } from './primitives.ts'

export const storeDataKinds = ['products', 'stock', 'orders', 'parcels', 'after-sale-cases'] as const
export const StoreDataParams = z.strictObject({
  kind: z.enum(storeDataKinds, {
    error: `INVALID_ID: is no kind of store data; there are ${storeDataKinds.join(', ')}`,
  }),
})

export const StoreDataImport = z
  .strictObject({ storeId: Id, items: z.array(JsonObject).min(1).max(5000), dryRun: z.boolean().optional() })
  .meta({ id: 'StoreDataImport' })

/** With CSV the body is the table itself; what JSON says beside the items goes into the address. */
export const StoreDataImportQuery = z.strictObject({
  storeId: Id.optional(),
  dryRun: z.enum(['true', 'false']).optional(),
})

/** Answer per item, in the order they came; `index` counts from 0 (CSV: the first line after the heading). */
export const StoreDataResult = z
  .strictObject({
    kind: z.string(),
    storeId: z.string(),
    dryRun: z.boolean(),
    accepted: z.int(),
    refused: z.int(),
    items: z.array(
      z.strictObject({
        index: z.int(),
        id: z.string().nullable(),
        status: z.enum(['created', 'updated', 'unchanged', 'refused']),
        errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
      }),
    ),
  })
  .meta({ id: 'StoreDataResult' })

export const StoreDataQuery = z.strictObject({ storeId: Id, q: z.string().max(200).optional(), ...PageQuery })
export const StoreDataPage = pageOf(JsonObject)
