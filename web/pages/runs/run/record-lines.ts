/** An entry that has a target, and how much of it was reached in percent. */
interface Against {
  name: string
  percent: number
}

/** The entries of a record, and those of them that stand against an entry of the same name with `_target`. */
export function recordLines(record: Readonly<Record<string, unknown>>): {
  against: Against[]
  lines: [string, unknown][]
} {
  const against = Object.entries(record).flatMap(([name, value]) => {
    const target = record[`${name}_target`]
    if (typeof value !== 'number' || typeof target !== 'number' || target <= 0) return []
    return [{ name, percent: Math.round((value * 100) / target) }]
  })
  return { against, lines: Object.entries(record) }
}
