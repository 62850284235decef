/** Steps in rows, each below all those it comes after; edges that close a circle do not count. */
export function layers(steps: readonly { id: string; after: readonly string[] }[]): string[][] {
  const depth = new Map<string, number>()
  for (const step of steps) {
    const before = step.after.flatMap((id) => depth.get(id) ?? [])
    depth.set(step.id, before.length === 0 ? 0 : Math.max(...before) + 1)
  }
  const rows: string[][] = []
  for (const step of steps) {
    const row = depth.get(step.id) ?? 0
    rows[row] = [...(rows[row] ?? []), step.id]
  }
  return rows.filter((row) => row !== undefined)
}
