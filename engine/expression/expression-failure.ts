/** Why an expression could not be read or worked out. Publish refuses all but EXPR_EVAL and EXPR_BUDGET, which a run meets. */
export type ExpressionFailureCode =
  | 'EXPR_SYNTAX'
  | 'EXPR_TOO_DEEP'
  | 'EXPR_TOO_LONG'
  | 'EXPR_REGEX'
  | 'EXPR_NOT_DETERMINISTIC'
  | 'EXPR_UNKNOWN_FUNCTION'
  | 'EXPR_BUDGET'
  | 'EXPR_EVAL'

/** Offsets into the source the failure is about. */
export interface SourceSpan {
  start: number
  end: number
}

/** Carried inside this room only; `evaluate` turns it into a value before it leaves. */
export class ExpressionFailure extends Error {
  readonly code: ExpressionFailureCode
  span: SourceSpan | null

  constructor(code: ExpressionFailureCode, message: string, span: SourceSpan | null = null) {
    super(message)
    this.code = code
    this.span = span
  }
}

/** A failure of the values at hand, e.g. a null where a number is needed. */
export function valueFailure(message: string): ExpressionFailure {
  return new ExpressionFailure('EXPR_EVAL', message)
}
