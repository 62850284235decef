import { createHmac } from 'node:crypto'
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { ItemForm } from '#db/store-data/item-reader.ts'
import { importStoreData as importItems } from '#db/writes/import-store-data.ts'
import { StoreDataImport, StoreDataImportQuery, StoreDataParams, StoreDataResult } from '../contract/store-data.ts'
import { demand, notFound, seenStore } from '../door/access.ts'
import { holdsPersonal } from '../door/personal-text.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

const mostBytes = 8 * 1_048_576
const mostRows = 5_000

/** POST /store-data/{kind}: takes in products, stock, orders, parcels or after-sale cases as JSON or CSV; an answer per item. */
export const importStoreData: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/store-data/:kind',
    config: { right: 'storeData.import' },
    bodyLimit: mostBytes,
    schema: {
      tags: ['store data'],
      summary: 'Import',
      consumes: ['application/json', 'text/csv'],
      params: StoreDataParams,
      querystring: StoreDataImportQuery,
      body: z.union([z.string(), StoreDataImport]),
      response: { 200: StoreDataResult, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { kind } = request.params
        const given = itemsOf(request.body, request.query)
        const storeId = seenStore(request.caller, given.storeId)
        demand(request, 'storeData.import', { storeId })
        const { items: rows, form, dryRun } = given
        const items = await importItems(house.deps.db, {
          storeId,
          kind,
          items: kind === 'orders' ? withHiddenBuyers(house.deps.piiKey, rows) : rows,
          form,
          dryRun,
          by: request.caller.personId,
        })
        if (!items) throw notFound(`store ${storeId}`)
        const refused = items.filter((item) => item.status === 'refused').length
        return { status: 200, body: { kind, storeId, dryRun, accepted: items.length - refused, refused, items } }
      }),
  })
}

/**
 * Orders whose buyer is named by a phone or an address of mail: the name becomes an HMAC, by which the same buyer is still known.
 * A plain hash would not do, as all phones can be tried out.
 */
function withHiddenBuyers(houseKey: Buffer, items: readonly unknown[]): unknown[] {
  return items.map((item) => {
    const key = typeof item === 'object' && item !== null ? (item as { buyerKey?: unknown }).buyerKey : undefined
    if (typeof key !== 'string' || !holdsPersonal(key)) return item
    const hidden = createHmac('sha256', houseKey).update(`buyer ${key.trim()}`).digest('hex').slice(0, 32)
    return { ...(item as object), buyerKey: `h-${hidden}` }
  })
}

interface Given {
  storeId: string
  items: readonly unknown[]
  form: ItemForm
  dryRun: boolean
}

function itemsOf(body: string | z.infer<typeof StoreDataImport>, query: z.infer<typeof StoreDataImportQuery>): Given {
  if (typeof body !== 'string')
    return { storeId: body.storeId, items: body.items, form: 'json', dryRun: body.dryRun ?? query.dryRun === 'true' }
  if (query.storeId === undefined) {
    throw new Problem('REQUIRED', 'A CSV names no store. Add ?storeId= to the address.', {
      errors: [{ pointer: '/query/storeId', code: 'REQUIRED', detail: 'is required with CSV' }],
    })
  }
  return { storeId: query.storeId, items: rowsOf(body), form: 'csv', dryRun: query.dryRun === 'true' }
}

/** Lines of a CSV by its heading; quotes, commas and line ends as in RFC 4180, with or without a byte-order mark. */
function rowsOf(text: string): unknown[] {
  try {
    const options = { columns: true, bom: true, skip_empty_lines: true, trim: true, to: mostRows + 1 } as const
    const rows: unknown[] = parse(text, options)
    if (rows.length > 0 && rows.length <= mostRows) return rows
    throw new Problem(
      'OUT_OF_RANGE',
      rows.length === 0
        ? 'The CSV holds no line under its heading.'
        : `The CSV holds more than ${mostRows} lines. Split it.`,
    )
  } catch (error) {
    if (error instanceof CsvError) throw new Problem('INVALID_REQUEST', `The CSV cannot be read: ${error.message}.`)
    throw error
  }
}
