import { children, loopVariable } from './node.ts'
import type { Node } from './node.ts'

/**
 * Paths an expression reads from its scope, e.g. `params.low_value` or `rr_refund.at`; a name whose members are not named one by
 * one stands alone. Loop variables are left out.
 */
export function valuePaths(node: Node, bound: readonly string[] = []): string[] {
  const path = plainPath(node)
  if (path !== null) return bound.includes(path[0] ?? '') ? [] : [path.join('.')]
  const variable = loopVariable(node)
  if (node.op !== 'rcall' || variable === null) return children(node).flatMap((child) => valuePaths(child, bound))
  const inner = [...bound, variable]
  return [...valuePaths(node.args[1], bound), ...node.args[2].slice(1).flatMap((child) => valuePaths(child, inner))]
}

/** `a.b.c` as its names, or null when the node is anything else. */
function plainPath(node: Node): string[] | null {
  if (node.op === 'id') return [node.args]
  if (node.op !== '.') return null
  const before = plainPath(node.args[0])
  return before === null ? null : [...before, node.args[1]]
}

/** Whether an expression calls any function: some of them read the calendar beside their arguments. */
export function callsFunctions(node: Node): boolean {
  return node.op === 'call' || node.op === 'rcall' || children(node).some(callsFunctions)
}
