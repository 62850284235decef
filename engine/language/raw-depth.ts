/** Where nesting first exceeds `limit`, counted on the raw text so that no parser has to survive it; null when it never does. */
export function tooDeepAt(text: string, limit: number): { line: number; column: number } | null {
  const lines = text.split('\n')
  const indents: number[] = []
  let open = 0
  for (const [index, line] of lines.entries()) {
    const steps = markers(line)
    if (open === 0 && steps.length > 0) {
      const first = steps[0] ?? 0
      while (indents.length > 0 && (indents[indents.length - 1] ?? 0) >= first) indents.pop()
      indents.push(...steps)
      if (indents.length > limit) return { line: index + 1, column: (steps[steps.length - 1] ?? 0) + 1 }
    }
    let quote = ''
    for (const [at, sign] of [...line].entries()) {
      if (quote !== '') quote = sign === quote ? '' : quote
      else if (sign === '"' || sign === "'") quote = opensQuote(line, at) ? sign : ''
      else if (sign === '#' && (at === 0 || line[at - 1] === ' ')) break
      else if (sign === '[' || sign === '{') open += 1
      else if (sign === ']' || sign === '}') open = Math.max(0, open - 1)
      if (open + indents.length > limit) return { line: index + 1, column: at + 1 }
    }
  }
  return null
}

/** Columns at which a block collection may start in a line: after `- ` and `? ` marks and at the first letter. */
function markers(line: string): number[] {
  const found: number[] = []
  let at = 0
  for (;;) {
    while (line[at] === ' ' || line[at] === '\t') at += 1
    if (at >= line.length || line[at] === '#' || line[at] === '\r') return found
    found.push(at)
    const mark = line[at] === '-' || line[at] === '?'
    if (!mark || (at + 1 < line.length && line[at + 1] !== ' ')) return found
    at += 1
  }
}

/** A quote opens a quoted text only at the start of a value; elsewhere it is a letter of a plain text. */
function opensQuote(line: string, at: number): boolean {
  const before = line.slice(0, at).trimEnd()
  return before === '' || '[{,:-?'.includes(before[before.length - 1] ?? '')
}
