import { ExpressionFailure } from '../../expression/expression-failure.ts'
import type { Node } from '../../expression/node.ts'
import { children } from '../../expression/node.ts'
import { compileExpression } from '../../expression/program.ts'
import type { Compiling, ExpressionUse } from '../compiling.ts'
import { report } from '../compiling.ts'
import type { FlatStep } from '../flatten-steps.ts'
import { formOf } from '../names.ts'

/** PII_READ: an expression reads a field with personal data. Such fields are sealed; only whether they are there can be asked. */
export function privateFields(c: Compiling): void {
  for (const use of c.uses) {
    const program = compileExpression(c.cache, use.source)
    if (program instanceof ExpressionFailure) continue
    for (const name of readNames(program.root))
      if (isPrivate(c, use, name))
        report(
          c,
          'PII_READ',
          use.path,
          `'${name}' holds personal data and is sealed; an expression cannot read it.`,
          `Ask only whether it is there: ${name} != null.`,
        )
  }
}

function readNames(node: Node): string[] {
  if (node.op === 'id') return [node.args]
  if (node.op === '.' && node.args[0].op === 'id') return [`${node.args[0].args}.${node.args[1]}`]
  if (node.op === '==' || node.op === '!=') {
    const [left, right] = node.args
    if (isNull(right)) return readNames(left).filter(() => !isName(left))
    if (isNull(left)) return readNames(right).filter(() => !isName(right))
  }
  if (node.op === 'call' && node.args[0] === 'has') return []
  return children(node).flatMap(readNames)
}

function isNull(node: Node): boolean {
  return node.op === 'value' && node.args === null
}

function isName(node: Node): boolean {
  return node.op === 'id' || node.op === '.'
}

function isPrivate(c: Compiling, use: ExpressionUse, name: string): boolean {
  const [owner, member] = name.split('.')
  if (member !== undefined) {
    const step = c.names.stepsByName.get(owner ?? '')
    return step !== undefined && formOf(step)[member]?.pii === true
  }
  if (c.document.launch?.[name] !== undefined && !use.scope.own.has(name)) return c.document.launch[name].pii === true
  return holders(c, use, name).some((step) => formOf(step)[name]?.pii === true)
}

function holders(c: Compiling, use: ExpressionUse, name: string): FlatStep[] {
  const all = c.steps.filter((step) => name in formOf(step))
  if (!use.scope.own.has(name)) return all
  return all.filter((step) => step.path.every((part, i) => use.path[i] === part))
}
