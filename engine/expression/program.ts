import { Environment, ParseError } from '@marcbachmann/cel-js'
import { rewriteCoalesce } from './coalesce.ts'
import { ExpressionFailure } from './expression-failure.ts'
import type { SourceSpan } from './expression-failure.ts'
import { functionTable } from './functions/function-table.ts'
import type { FunctionTable } from './functions/expression-function.ts'
import { checkPatterns } from './functions/like.ts'
import type { Node } from './node.ts'
import { children, loops } from './node.ts'

const longestSource = 8000
const limits = { maxAstNodes: 2000, maxDepth: 250, maxListElements: 500, maxMapEntries: 200, maxCallArguments: 16 }

/** A parsed and admitted expression. */
export interface Program {
  /** Source as it was parsed: `??` already written as a function. */
  source: string
  root: Node
}

/** Parsed expressions of one host, owned by the caller; nothing of it is kept in this module. */
export interface ProgramCache {
  readonly parser: Environment
  readonly functions: FunctionTable
  readonly programs: Map<string, Program | ExpressionFailure>
}

/** An empty cache with its own parser; one per host, or one per check of a definition. */
export function newProgramCache(functions: FunctionTable = functionTable()): ProgramCache {
  return { parser: new Environment({ unlistedVariablesAreDyn: true, limits }), functions, programs: new Map() }
}

/**
 * Reads an expression once per cache. Refused: bad syntax, more than 250 levels, the library's backtracking `matches`, clock and
 * chance, functions nobody wrote, bytes and unsigned numbers. Errors: `ExpressionFailure` as a value.
 */
export function compileExpression(cache: ProgramCache, source: string): Program | ExpressionFailure {
  const known = cache.programs.get(source)
  if (known !== undefined) return known
  const program = read(cache, source)
  cache.programs.set(source, program)
  return program
}

function read(cache: ProgramCache, source: string): Program | ExpressionFailure {
  if (deepest(source) > limits.maxDepth) return tooDeep(null)
  if (source.length > longestSource)
    return new ExpressionFailure(
      'EXPR_TOO_LONG',
      `An expression may have ${longestSource} characters; this has ${source.length}.`,
    )
  const text = rewriteCoalesce(source)
  try {
    const root = cache.parser.parse(text).ast
    admit(cache.functions, root, 0)
    return { source: text, root }
  } catch (error) {
    return asFailure(error)
  }
}

function tooDeep(span: SourceSpan | null): ExpressionFailure {
  return new ExpressionFailure(
    'EXPR_TOO_DEEP',
    `The expression is nested more than ${limits.maxDepth} levels deep.`,
    span,
  )
}

/** Brackets open at once, counted on the raw text before anything is parsed. */
function deepest(source: string): number {
  let depth = 0
  let most = 0
  for (const sign of source) {
    if ('([{'.includes(sign)) depth += 1
    else if (')]}'.includes(sign)) depth -= 1
    most = Math.max(most, depth)
  }
  return most
}

function asFailure(error: unknown): ExpressionFailure {
  if (error instanceof ExpressionFailure) return error
  if (error instanceof RangeError) return tooDeep(null)
  const summary = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const span = error instanceof ParseError ? (error.range ?? null) : null
  if (summary.includes('maxDepth')) return tooDeep(span)
  if (summary.startsWith('Exceeded'))
    return new ExpressionFailure('EXPR_TOO_LONG', `The expression is too long: ${summary}.`, span)
  return new ExpressionFailure('EXPR_SYNTAX', `The expression cannot be read: ${summary}.`, span)
}

const clockAndChance: ReadonlySet<string> = new Set([
  'now',
  'today',
  'random',
  'rand',
  'uuid',
  'currentTime',
  'timestamp',
])

function admit(functions: FunctionTable, node: Node, depth: number): void {
  const here = { start: node.start, end: node.end }
  if (depth > limits.maxDepth) throw tooDeep(here)
  if (node.op === 'value') admitLiteral(node.args, here)
  if (node.op === 'call') admitCall(functions, node.args[0], node.args[1].length, here)
  if (node.op === 'rcall') admitMethod(functions, node.args[0], here)
  checkPatterns(node, here)
  for (const child of children(node)) admit(functions, child, depth + 1)
}

function admitLiteral(value: unknown, span: SourceSpan): void {
  const plain = value === null || ['string', 'number', 'boolean'].includes(typeof value)
  const whole = typeof value === 'bigint' && Number.isSafeInteger(Number(value))
  if (!plain && !whole)
    throw new ExpressionFailure('EXPR_SYNTAX', 'Only texts, numbers, true, false and null may be written.', span)
}

function admitCall(functions: FunctionTable, name: string, given: number, span: SourceSpan): void {
  if (name === 'has' || functions.has(name)) return
  if (clockAndChance.has(name))
    throw new ExpressionFailure(
      'EXPR_NOT_DETERMINISTIC',
      `'${name}()' would read the clock or chance; use the value 'now' or an instant of the run.`,
      span,
    )
  throw new ExpressionFailure(
    'EXPR_UNKNOWN_FUNCTION',
    `There is no function '${name}' (called with ${given} values).`,
    span,
  )
}

function admitMethod(functions: FunctionTable, name: string, span: SourceSpan): void {
  if (loops.has(name) || functions.get(name)?.method === true) return
  if (name === 'matches')
    throw new ExpressionFailure(
      'EXPR_REGEX',
      "'matches' can run for ever; use like(text, pattern), which is linear.",
      span,
    )
  throw new ExpressionFailure('EXPR_UNKNOWN_FUNCTION', `There is no function '.${name}()' on a value.`, span)
}
