import { RE2JS, RE2JSSyntaxException } from 're2js'
import type { JsonValue } from '../../model/text.ts'
import { ExpressionFailure, valueFailure } from '../expression-failure.ts'
import type { SourceSpan } from '../expression-failure.ts'
import type { Node } from '../node.ts'
import { textOf } from '../values.ts'

const longestPattern = 200
const longestText = 20_000

/** Whether a text contains a match of an RE2 pattern: linear time, no look-around, no back-references. Null text: false. */
export function like(values: JsonValue[]): JsonValue {
  if ((values[0] ?? null) === null) return false
  const text = textOf(values[0], 'like')
  if (text.length > longestText) throw valueFailure(`like reads at most ${longestText} characters.`)
  return compile(textOf(values[1], 'like')).matcher(text).find()
}

/** Refuses a written pattern that RE2 does not know, and a pattern that is not written out. Errors: EXPR_REGEX. */
export function checkPatterns(node: Node, span: SourceSpan): void {
  const given = node.op === 'call' && node.args[0] === 'like' ? node.args[1] : null
  if (given === null) return
  const pattern = given[1]
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string')
    throw new ExpressionFailure('EXPR_REGEX', 'The pattern of like(text, pattern) must be written out in quotes.', span)
  compile(pattern.args)
}

function compile(pattern: string): RE2JS {
  if (pattern.length > longestPattern)
    throw new ExpressionFailure('EXPR_REGEX', `A pattern may have ${longestPattern} characters.`)
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    throw new ExpressionFailure('EXPR_REGEX', `The pattern ${pattern} cannot be used: ${error.message}.`)
  }
}
