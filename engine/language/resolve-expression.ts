import { ExpressionFailure } from '../expression/expression-failure.ts'
import type { Node } from '../expression/node.ts'
import { children, loopVariable } from '../expression/node.ts'
import { compileExpression } from '../expression/program.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { Path } from './finding.ts'
import type { NameScope } from './name-scope.ts'
import { houseNames } from './names.ts'
import { didYouMean } from './suggest.ts'
import type { ValueType } from './values-type.ts'
import { anyType } from './values-type.ts'

type Raw = string | number | boolean

/**
 * Makes the final CEL of a written expression: `??` becomes a function and a step's own answers are read from its record where
 * the bare name would not do. Errors: EXPR_*, UNKNOWN_NAME, AMBIGUOUS_NAME.
 */
export function expression(c: Compiling, raw: Raw, path: Path, scope: NameScope, expects: ValueType = anyType): string {
  const program = compileExpression(c.cache, String(raw))
  if (program instanceof ExpressionFailure) {
    const hint = program.code === 'EXPR_UNKNOWN_FUNCTION' ? functionHint(c, program.message) : ''
    report(
      c,
      program.code,
      path,
      program.message,
      hint || (program.code === 'EXPR_SYNTAX' ? 'A text stands in quotes: "\'text\'".' : ''),
    )
    return String(raw)
  }
  const edits: { at: number; end: number; name: string }[] = []
  for (const id of freeIds(program.root)) {
    const own = ownField(scope, id.name)
    if (own !== null) edits.push({ at: id.start, end: id.end, name: own })
    else if (!isKnown(c, scope, id.name)) unknown(c, id.name, path)
  }
  const source = apply(program.source, edits)
  c.uses.push({ source, path, scope, expects })
  return source
}

/** Whether a bare name means something in a scope. */
export function isKnown(c: Compiling, scope: NameScope, name: string): boolean {
  const { names } = c
  if (scope.locals.has(name) || names.bare.has(name) || names.stepsByName.has(name) || names.anchors.has(name))
    return true
  if (scope.phase === 'form' && name in (scope.step?.document.form ?? {})) return true
  return houseNames.has(name) || name === 'params' || name === 'facts' || (name === 'grid' && scope.step !== null)
}

/** The record a step's own answer is read from after submission, or null when the bare name is right. */
function ownField(scope: NameScope, name: string): string | null {
  if (scope.step === null || scope.phase !== 'after' || scope.locals.has(name)) return null
  return name in (scope.step.document.form ?? {}) ? `${scope.step.name}.${name}` : null
}

function unknown(c: Compiling, name: string, path: Path): void {
  const several = c.names.ambiguous.get(name)
  if (several !== undefined) {
    report(c, 'AMBIGUOUS_NAME', path, `Several steps have an answer named '${name}'.`, `Write ${several.join(' or ')}.`)
    return
  }
  const known = [
    ...c.names.bare.keys(),
    ...c.names.stepsByName.keys(),
    ...c.names.anchors,
    ...houseNames.keys(),
    'params',
    'facts',
  ]
  report(
    c,
    'UNKNOWN_NAME',
    path,
    `There is no value named '${name}'.`,
    didYouMean(name, known) || 'A text stands in quotes: "\'text\'".',
  )
}

function functionHint(c: Compiling, message: string): string {
  const name = /'([A-Za-z]+)'/.exec(message)?.[1]
  return name === undefined ? '' : didYouMean(name, c.cache.functions.keys())
}

interface Id {
  name: string
  start: number
  end: number
}

function freeIds(node: Node, bound: readonly string[] = []): Id[] {
  if (node.op === 'id') return bound.includes(node.args) ? [] : [{ name: node.args, start: node.start, end: node.end }]
  const variable = loopVariable(node)
  if (node.op !== 'rcall' || variable === null) return children(node).flatMap((child) => freeIds(child, bound))
  const inner = [...bound, variable]
  return [...freeIds(node.args[1], bound), ...node.args[2].slice(1).flatMap((child) => freeIds(child, inner))]
}

function apply(source: string, edits: { at: number; end: number; name: string }[]): string {
  return [...edits]
    .sort((a, b) => b.at - a.at)
    .reduce((text, edit) => text.slice(0, edit.at) + edit.name + text.slice(edit.end), source)
}
