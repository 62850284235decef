import { ExpressionFailure } from '../../expression/expression-failure.ts'
import type { Node } from '../../expression/node.ts'
import { children } from '../../expression/node.ts'
import { compileExpression } from '../../expression/program.ts'
import type { Plan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import type { FlatStep } from '../flatten-steps.ts'
import { formOf } from '../names.ts'
import { upstreamOf } from './flow-graph.ts'

/**
 * SOD_REQUIRED (R-APPROVE): an amount decides who approves, but the step it is typed in comes without that approval: neither is
 * it approved in the step itself, nor does the approval come after it.
 */
export function moneyApproval(c: Compiling, plan: Plan): void {
  for (const approval of plan.steps) {
    const ladder = approval.approval?.ladder
    if (ladder === undefined) continue
    const upstream = upstreamOf(plan, approval.id)
    for (const source of amountSteps(c, ladder)) {
      if (source.step.id === approval.id || upstream.has(source.step.id)) continue
      report(
        c,
        'SOD_REQUIRED',
        [...source.step.path, 'form', source.field],
        `'${source.field}' decides who approves in '${approval.id}', but '${approval.id}' does not come after '${source.step.id}'.`,
        'Put the approval behind the step, or give the step approve:.',
      )
    }
  }
}

function amountSteps(c: Compiling, ladder: string): { step: FlatStep; field: string }[] {
  const program = compileExpression(c.cache, ladder)
  if (program instanceof ExpressionFailure) return []
  return namesIn(program.root).flatMap((name) => {
    const [owner, member] = name.split('.')
    const step = member === undefined ? holderOf(c, name) : c.names.stepsByName.get(owner ?? '')
    const field = member ?? name
    return step !== undefined && formOf(step)[field]?.type === 'money' ? [{ step, field }] : []
  })
}

function holderOf(c: Compiling, name: string): FlatStep | undefined {
  if (name in (c.document.launch ?? {})) return undefined
  const holders = c.steps.filter((step) => name in (step.document.form ?? {}))
  return holders.length === 1 ? holders[0] : undefined
}

function namesIn(node: Node): string[] {
  if (node.op === 'id') return [node.args]
  if (node.op === '.' && node.args[0].op === 'id') return [`${node.args[0].args}.${node.args[1]}`]
  return children(node).flatMap(namesIn)
}
