import type { JsonValue } from '../model/text.ts'
import { ExpressionFailure } from './expression-failure.ts'
import type { ExpressionFailureCode } from './expression-failure.ts'
import { contextOf } from './functions/expression-function.ts'
import { interpret } from './interpret.ts'
import type { ProgramCache } from './program.ts'
import { compileExpression } from './program.ts'
import type { Scope } from './scope.ts'

export { compileExpression, newProgramCache } from './program.ts'
export type { Program, ProgramCache } from './program.ts'
export { knows, layered } from './scope.ts'
export type { Scope } from './scope.ts'

/** An expression's value, or why there is none. */
export type Evaluated = { ok: true; value: JsonValue } | { ok: false; code: ExpressionFailureCode; message: string }

/**
 * Works out an expression over a scope. Never throws: a failure is a value whose message quotes the expression, so that the
 * caller can park the step (EXPR_EVAL: the values do not fit; EXPR_BUDGET: too much work; the others are caught at publish).
 */
export function evaluate(cache: ProgramCache, source: string, scope: Scope): Evaluated {
  const program = compileExpression(cache, source)
  if (program instanceof ExpressionFailure) return failed(program, source)
  try {
    const evaluation = { functions: cache.functions, scope, context: contextOf(scope), bound: [], spent: 0 }
    return { ok: true, value: interpret(evaluation, program.root) }
  } catch (error) {
    if (error instanceof ExpressionFailure) return failed(error, source)
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, code: 'EXPR_EVAL', message: `${message} In: ${source}` }
  }
}

function failed(failure: ExpressionFailure, source: string): Evaluated {
  const shown = source.length > 200 ? `${source.slice(0, 200)}…` : source
  return { ok: false, code: failure.code, message: `${failure.message} In: ${shown}` }
}
