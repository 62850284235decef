const startsFormula = /^[=+\-@\t\r]/

/** Rows as CSV with a byte-order mark for spreadsheets; a text that would run as a formula is told by an apostrophe. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(cellOf).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = startsFormula.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
