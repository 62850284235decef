import type { JsonValue } from '../model/text.ts'

/** ls-lineup: rows in show order, by their `order`; rows without one come last, equal ones stay as they stand. */
export function showOrder(items: readonly JsonValue[]): JsonValue[] {
  return items
    .map((item, at) => ({ item, at, order: orderOf(item) }))
    .sort((a, b) => a.order - b.order || a.at - b.at)
    .map((entry) => entry.item)
}

function orderOf(item: JsonValue): number {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return Number.MAX_SAFE_INTEGER
  return typeof item['order'] === 'number' ? item['order'] : Number.MAX_SAFE_INTEGER
}
