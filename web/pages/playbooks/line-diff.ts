/** A line of a comparison: in both texts, only in the older, or only in the newer one. */
export interface DiffLine {
  kind: 'same' | 'gone' | 'new'
  text: string
  /** 1-based place in the older and the newer text. */
  before: number | null
  after: number | null
}

/** Compares two texts line by line by their longest common sequence; meant for texts of a few thousand lines. */
export function diffLines(older: string, newer: string): DiffLine[] {
  const [a, b] = [older.split('\n'), newer.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const same = (text: string, before: number, after: number): DiffLine => ({ kind: 'same', text, before, after })
  const head = a.slice(0, start).map((text, index) => same(text, index + 1, index + 1))
  const middle = compare(a.slice(start, a.length - end), b.slice(start, b.length - end), start)
  const tail = a
    .slice(a.length - end)
    .map((text, index) => same(text, a.length - end + index + 1, b.length - end + index + 1))
  return [...head, ...middle, ...tail]
}

function compare(a: readonly string[], b: readonly string[], offset: number): DiffLine[] {
  const width = b.length + 1
  // lengths[i * width + j] = longest common sequence of what follows line i and line j.
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
  const lines: DiffLine[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [before, after] = [offset + i + 1, offset + j + 1]
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i]!, before, after })
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      lines.push({ kind: 'gone', text: a[i]!, before, after: null })
      i += 1
    } else {
      lines.push({ kind: 'new', text: b[j]!, before: null, after })
      j += 1
    }
  }
  return lines
}
