/** The known name nearest to what was written, or null when none is near enough (a third of its letters may differ). */
export function nearest(written: string, known: Iterable<string>): string | null {
  let best: string | null = null
  let least = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const name of known) {
    const steps = distance(written.toLowerCase(), name.toLowerCase(), least)
    if (steps < least) {
      least = steps
      best = name
    }
  }
  return best
}

/** "did you mean …?", or the known names when few, else empty. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const names = [...known]
  const near = nearest(written, names)
  if (near !== null) return `Did you mean '${near}'?`
  return names.length > 0 && names.length <= 12 ? `Known: ${names.join(', ')}.` : ''
}

/** Edits from one word to another, swaps of neighbours counted once; stops counting at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let steps = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) steps = Math.min(steps, (before[j - 2] ?? 0) + 1)
      next.push(steps)
    }
    before = row
    row = next
  }
  return row[b.length] ?? limit
}
