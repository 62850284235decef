/** What `??` is written into; the function takes the first value that is there. */
const target = 'firstOf'

interface Segment {
  start: number
  cuts: number[]
}

/**
 * Writes `a ?? b` as `firstOf(a, b)`, which is CEL. `??` binds weaker than every other operator except `? :` and the comma,
 * and is left alone inside of quotes.
 */
export function rewriteCoalesce(source: string): string {
  if (!source.includes('??')) return source
  const edits: { at: number; remove: number; insert: string }[] = []
  const open: Segment[] = [{ start: 0, cuts: [] }]
  const close = (end: number): void => {
    const segment = open[open.length - 1]
    if (segment === undefined || segment.cuts.length === 0) return
    edits.push({ at: segment.start, remove: 0, insert: `${target}(` }, { at: end, remove: 0, insert: ')' })
    for (const cut of segment.cuts) edits.push({ at: cut, remove: 2, insert: ',' })
    segment.cuts = []
  }
  let at = 0
  while (at < source.length) {
    const sign = source[at] ?? ''
    const segment = open[open.length - 1]
    if (sign === '"' || sign === "'") {
      at = endOfQuote(source, at)
      continue
    }
    if (sign === '?' && source[at + 1] === '?') {
      segment?.cuts.push(at)
      at += 2
      continue
    }
    if ('([{'.includes(sign)) open.push({ start: at + 1, cuts: [] })
    else if (')]}'.includes(sign)) {
      close(at)
      if (open.length > 1) open.pop()
    } else if (',?:'.includes(sign)) {
      close(at)
      if (segment !== undefined) segment.start = at + 1
    }
    at += 1
  }
  close(source.length)
  return apply(source, edits)
}

function endOfQuote(source: string, start: number): number {
  const quote = source[start] ?? ''
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === quote) return at + 1
  }
  return source.length
}

function apply(source: string, edits: { at: number; remove: number; insert: string }[]): string {
  const sorted = edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.at - b.at || a.order - b.order)
  let text = ''
  let from = 0
  for (const edit of sorted) {
    text += source.slice(from, edit.at) + edit.insert
    from = edit.at + edit.remove
  }
  return text + source.slice(from)
}
