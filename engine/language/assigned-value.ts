import type { JsonValue } from '../model/text.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { Path } from './finding.ts'
import { fenOf } from './money.ts'
import type { NameScope } from './name-scope.ts'
import { expression, isKnown } from './resolve-expression.ts'
import { didYouMean } from './suggest.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType } from './typing/value-type.ts'

/** A text as CEL writes it. */
export function quoted(text: string): string {
  return /^[^'\\\p{Cc}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text)
}

/**
 * The final CEL of a value in `then:`, `set:` or `with:`: a word of the target's enum is that word, numbers and true/false are
 * themselves (yuan for money), lists and records go entry by entry, everything else is an expression. `words`: a single word
 * that nothing is named after is that word (values for another playbook, whose form need not be at hand).
 */
export function assigned(
  c: Compiling,
  raw: JsonValue,
  path: Path,
  scope: NameScope,
  target: ValueType,
  words = false,
): string {
  if (raw === null) return 'null'
  if (typeof raw === 'number' && raw !== 0 && target.kind === 'money' && words) {
    // The other playbook's form need not be at hand, so the same text must always mean the same.
    report(c, 'EXPR_TYPE', path, `${raw} is a bare number, but money is needed.`, `Write yuan(${raw}).`)
    return String(raw)
  }
  if (typeof raw === 'number' && target.kind === 'money') return String(fenOf(c, raw, path))
  if (typeof raw === 'number' || typeof raw === 'boolean') return expression(c, raw, path, scope, target)
  if (Array.isArray(raw)) {
    const of = target.kind === 'list' ? target.of : anyType
    return `[${raw.map((entry, i) => assigned(c, entry, [...path, i], scope, of, words)).join(', ')}]`
  }
  if (typeof raw === 'object') {
    const members = Object.entries(raw).map(([name, value]) => {
      const of = (target.kind === 'record' ? target.members?.get(name) : undefined) ?? anyType
      return `${quoted(name)}: ${assigned(c, value, [...path, name], scope, of, words)}`
    })
    return `{${members.join(', ')}}`
  }
  const isWord = /^[A-Za-z][A-Za-z0-9_]*$/.test(raw)
  if (target.kind === 'enum' && !(words && isKnown(c, scope, raw))) {
    if (target.of.includes(raw)) return quoted(raw)
    if (isWord && !isKnown(c, scope, raw)) {
      report(
        c,
        'UNKNOWN_WORD',
        path,
        `'${raw}' is none of the words ${target.of.join(', ')}.`,
        didYouMean(raw, target.of),
      )
      return quoted(raw)
    }
  }
  if (words && isWord && !isKnown(c, scope, raw)) return quoted(raw)
  return expression(c, raw, path, scope, target)
}
