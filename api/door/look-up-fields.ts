import type { Field } from '#engine/model/form.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { Database } from '#db/database.ts'
import type { LookUpQuery } from '#db/store-data/look-up.ts'
import { lookUp } from '#db/store-data/look-up.ts'

/** What look-ups found: values by field, and where each came from. */
export interface LookedUp {
  values: JsonObject
  /** Field → source as shown beside it, e.g. `order.paid of 2027030700001`. */
  filledFrom: Record<string, string>
}

/** A look-up may give the key of another one (the order's only SKU), so a few rounds are taken. */
const rounds = 3

/**
 * Fills launch fields nobody typed from the store's data (0.5 "typed once"); what is not known stays open. Facts are left to
 * the host, which records them.
 */
export async function lookUpFields(
  db: Database,
  storeId: string,
  fields: readonly Field[],
  typed: JsonObject,
): Promise<LookedUp> {
  const found: LookedUp = { values: {}, filledFrom: {} }
  const asked = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const known = { ...found.values, ...typed }
    const open = fields.flatMap((field) => (asked.has(field.name) ? [] : queryOf(field, fields, known)))
    if (open.length === 0) break
    const answers = await lookUp(
      db,
      storeId,
      open.map(({ query }) => query),
    )
    for (const [index, { name }] of open.entries()) {
      asked.add(name)
      const answer = answers[index]
      if (!answer) continue
      found.values[name] = answer.value
      found.filledFrom[name] = answer.source
    }
  }
  return found
}

function queryOf(field: Field, fields: readonly Field[], known: JsonObject): { name: string; query: LookUpQuery }[] {
  const { lookUp: from, name } = field
  if (!from || from.source === 'facts' || (known[name] ?? null) !== null) return []
  const key = known[from.key] ?? null
  if (typeof key !== 'string') return []
  const { source, path } = from
  if (source !== 'order') return [{ name, query: { source, key, path } }]
  const skuField = fields.find((other) => other.type === 'sku')
  const sku = skuField ? (known[skuField.name] ?? null) : null
  return [{ name, query: { source, key, path, ...(typeof sku === 'string' ? { sku } : {}) } }]
}
