import type { ASTNode } from '@marcbachmann/cel-js'

/** A node of a parsed expression, as the library's parser yields it. */
export type Node = ASTNode

/** Loops over a list: `list.map(x, …)`. Their first argument is the name of the loop variable. */
export const loops: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

/** The nodes directly below a node, in reading order. */
export function children(node: Node): Node[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'list':
      return node.args
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return [...node.args]
  }
}

/** The name a loop binds, or null when the node is no loop. */
export function loopVariable(node: Node): string | null {
  if (node.op !== 'rcall' || !loops.has(node.args[0])) return null
  const variable = node.args[2][0]
  return variable?.op === 'id' ? variable.args : null
}

/** Names an expression reads from its scope, without loop variables, in order of first use. */
export function freeNames(node: Node, bound: readonly string[] = []): string[] {
  if (node.op === 'id') return bound.includes(node.args) ? [] : [node.args]
  const variable = loopVariable(node)
  if (node.op !== 'rcall' || variable === null)
    return unique(children(node).flatMap((child) => freeNames(child, bound)))
  const inner = [...bound, variable]
  const body = node.args[2].slice(1).flatMap((child) => freeNames(child, inner))
  return unique([...freeNames(node.args[1], bound), ...body])
}

function unique(names: string[]): string[] {
  return [...new Set(names)]
}
