import type { FunctionTable } from '../../expression/functions/expression-function.ts'
import type { Node } from '../../expression/node.ts'
import type { NameScope } from '../name-scope.ts'
import type { Names } from '../names.ts'
import type { ValueType } from './value-type.ts'

/** What the typing of one expression needs. */
export interface Typing {
  readonly source: string
  readonly names: Names
  readonly functions: FunctionTable
  readonly scope: NameScope
  /** Types of loop variables, by name. */
  readonly bound: ReadonlyMap<string, ValueType>
  /** Type of a value only `set:` knows. */
  readonly setValue: (name: string) => ValueType
  readonly complain: (rule: string, message: string, hint?: string) => void
}

/** The part of the expression a node stands for, for messages. */
export function excerpt(t: Typing, node: Node): string {
  const text = t.source.slice(node.start, node.end)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** A written 0 goes with money as well as with numbers. */
export function isZero(node: Node): boolean {
  return node.op === 'value' && Number(node.args) === 0 && typeof node.args !== 'boolean' && node.args !== null
}
