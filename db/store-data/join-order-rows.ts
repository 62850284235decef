/** A line of a CSV file of orders: the order's own fields again on every line, and one article. */
export interface JoinedRow {
  item: unknown
  /** Index of the first CSV line it came from. */
  index: number
}

const lineFields: Record<string, string> = { sku: 'sku', qty: 'qty', line_paid: 'paid', linePaid: 'paid' }

/** Puts the CSV lines of one order together: its fields from the first line, one entry of `lines` per line with a `sku`. */
export function joinOrderRows(rows: readonly unknown[]): JoinedRow[] {
  const joined = new Map<string, JoinedRow & { item: Record<string, unknown>; lines: Record<string, unknown>[] }>()
  for (const [index, row] of rows.entries()) {
    const fields = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
    const orderNo = fields['order_no'] ?? fields['orderNo']
    const place = typeof orderNo === 'string' && orderNo !== '' ? orderNo : `line ${index}`
    const line = Object.fromEntries(
      Object.entries(lineFields).flatMap(([name, member]) =>
        fields[name] === undefined ? [] : [[member, fields[name]]],
      ),
    )
    const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in lineFields)))
    const order = joined.get(place) ?? { item: own, index, lines: [] }
    if (line['sku'] !== undefined && line['sku'] !== '') order.lines.push(line)
    joined.set(place, order)
  }
  return [...joined.values()].map(({ item, index, lines }) => ({
    index,
    item: lines.length > 0 ? { ...item, lines } : item,
  }))
}
