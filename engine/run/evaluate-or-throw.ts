import { evaluate } from '../expression/evaluate.ts'
import type { Scope } from '../expression/evaluate.ts'
import type { JsonValue } from '../model/text.ts'
import type { TurnContext } from './turn-context.ts'

/** All that is needed to work an expression out. */
export type Evaluating = Pick<TurnContext, 'programs'>

/** An expression that could not be worked out. Caught once per step by `settle` (→ incident) and once per turn. */
export class ExpressionTrouble extends Error {
  readonly source: string

  constructor(source: string, reason: string) {
    super(`The expression \`${source}\` could not be worked out: ${reason}.`)
    this.source = source
  }
}

/** The value of an expression; throws ExpressionTrouble, so that no branch is ever taken on an error. */
export function evaluateOrThrow(context: Evaluating, source: string, scope: Scope): JsonValue {
  const result = evaluate(context.programs, source, scope)
  if (!result.ok) throw new ExpressionTrouble(source, result.message)
  return result.value
}

/** Whether an expression holds; null counts as no, anything else than true or false is trouble. */
export function holds(context: Evaluating, source: string, scope: Scope): boolean {
  const value = evaluateOrThrow(context, source, scope)
  if (value === true) return true
  if (value === false || value === null) return false
  throw new ExpressionTrouble(source, `it gives ${JSON.stringify(value)}, not true or false`)
}

/** The text an expression gives (a duration, an instant, a key), or null; anything else is trouble. */
export function textOrNull(context: Evaluating, source: string, scope: Scope): string | null {
  const value = evaluateOrThrow(context, source, scope)
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new ExpressionTrouble(source, `it gives ${JSON.stringify(value)}, not a text`)
}
