import { ExpressionFailure } from '../expression/expression-failure.ts'
import { freeNames } from '../expression/node.ts'
import { compileExpression } from '../expression/program.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { Path } from './finding.ts'
import type { NameScope } from './name-scope.ts'
import { houseNames } from './names.ts'
import { didYouMean } from './suggest.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType } from './typing/value-type.ts'

type Raw = string | number | boolean

/**
 * Makes the final CEL of a written expression (`??` becomes a function) and looks up every name it reads.
 * Errors: EXPR_*, UNKNOWN_NAME, AMBIGUOUS_NAME.
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
  for (const name of freeNames(program.root)) if (!isKnown(c, scope, name)) unknown(c, name, path)
  const { source } = program
  c.uses.push({ source, path, scope, expects })
  return source
}

/** Whether a bare name means something in a scope. */
export function isKnown(c: Compiling, scope: NameScope, name: string): boolean {
  const { names } = c
  if (scope.locals.has(name) || names.bare.has(name) || names.stepsByName.has(name) || names.anchors.has(name))
    return true
  return scope.own.has(name) || houseNames.has(name) || name === 'params' || name === 'facts'
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
