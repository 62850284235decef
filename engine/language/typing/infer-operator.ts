import type { Node } from '../../expression/node.ts'
import { didYouMean } from '../suggest.ts'
import { inferType, moneyHint, needBool } from './infer-type.ts'
import { excerpt, isZero } from './typing.ts'
import type { Typing } from './typing.ts'
import type { ValueType } from './value-type.ts'
import {
  anyType,
  boolType,
  commonType,
  isText,
  listType,
  moneyType,
  numberType,
  textType,
  typeName,
} from './value-type.ts'

/** The type of an operator's result. Complains: EXPR_TYPE, UNKNOWN_WORD. */
export function inferOperator(t: Typing, node: Node): ValueType {
  if (node.op === '!_') {
    needBool(t, node.args, "'!'")
    return boolType
  }
  if (node.op === '-_') return inferType(t, node.args)
  const [left, right] = node.args as [Node, Node]
  switch (node.op) {
    case '&&':
    case '||':
      needBool(t, left, `'${node.op}'`)
      needBool(t, right, `'${node.op}'`)
      return boolType
    case '==':
    case '!=':
      return equality(t, left, right)
    case 'in':
      return membership(t, left, right)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(t, node.op, left, right)
    default:
      return arithmetic(t, node.op, left, right)
  }
}

function clash(t: Typing, op: string, [left, a]: [Node, ValueType], [right, b]: [Node, ValueType]): void {
  const message = `'${op}' does not go between '${excerpt(t, left)}' (${typeName(a)}) and '${excerpt(t, right)}' (${typeName(b)}).`
  t.complain('EXPR_TYPE', message, moneyHint(a, b))
}

function fits(a: ValueType, left: Node, b: ValueType, right: Node): boolean {
  if (commonType(a, b) !== null) return true
  return (a.kind === 'money' && isZero(right)) || (b.kind === 'money' && isZero(left))
}

function equality(t: Typing, left: Node, right: Node): ValueType {
  const [a, b] = [inferType(t, left), inferType(t, right)]
  if (!fits(a, left, b, right)) clash(t, '==', [left, a], [right, b])
  checkWords(t, a, b)
  return boolType
}

function membership(t: Typing, left: Node, right: Node): ValueType {
  const [a, b] = [inferType(t, left), inferType(t, right)]
  if (b.kind === 'list') {
    if (b.of.kind !== 'null' && commonType(a, b.of) === null) clash(t, 'in', [left, a], [right, b])
    checkWords(t, a, b.of)
  } else if (b.kind !== 'any' && b.kind !== 'record') clash(t, 'in', [left, a], [right, b])
  return boolType
}

/** A written word that the other side can never be. Complains: UNKNOWN_WORD. */
export function checkWords(t: Typing, a: ValueType, b: ValueType): void {
  if (a.kind !== 'enum' || b.kind !== 'enum' || (a.written === true) === (b.written === true)) return
  const [written, declared] = a.written === true ? [a, b] : [b, a]
  for (const word of written.of)
    if (!declared.of.includes(word))
      t.complain(
        'UNKNOWN_WORD',
        `'${word}' is none of the words ${declared.of.join(', ')}.`,
        didYouMean(word, declared.of),
      )
}

const ordered: ReadonlySet<ValueType['kind']> = new Set(['any', 'number', 'money', 'text', 'enum', 'day', 'clock'])

function order(t: Typing, op: string, left: Node, right: Node): ValueType {
  const [a, b] = [inferType(t, left), inferType(t, right)]
  if (a.kind === 'instant' || b.kind === 'instant')
    t.complain(
      'EXPR_TYPE',
      `'${op}' does not go between instants.`,
      'Write before(a, b), after(a, b) or minutesBetween(a, b).',
    )
  else if (!ordered.has(a.kind) || !ordered.has(b.kind) || !fits(a, left, b, right)) clash(t, op, [left, a], [right, b])
  return boolType
}

function arithmetic(t: Typing, op: string, left: Node, right: Node): ValueType {
  const [a, b] = [inferType(t, left), inferType(t, right)]
  if (a.kind === 'any' || b.kind === 'any')
    return a.kind === 'money' || b.kind === 'money' ? (op === '/' ? anyType : moneyType) : anyType
  if (op === '+' && isText(a) && isText(b)) return textType
  if (op === '+' && a.kind === 'list' && b.kind === 'list') return listType(commonType(a.of, b.of) ?? anyType)
  const numbers = [a, b].every((type) => type.kind === 'number' || type.kind === 'money')
  const result = numbers ? moneyResult(op, a, left, b, right) : null
  if (result !== null) return result
  clash(t, op, [left, a], [right, b])
  return anyType
}

/** Money is added to money, multiplied by a number and divided by either; null when it does not go. */
function moneyResult(op: string, a: ValueType, left: Node, b: ValueType, right: Node): ValueType | null {
  const [first, second] = [a.kind === 'money', b.kind === 'money']
  if (!first && !second) return numberType
  if (op === '*') return first && second ? null : moneyType
  if (op === '/') return first ? (second ? numberType : moneyType) : null
  if (op === '%') return first ? moneyType : null
  return (first && second) || isZero(left) || isZero(right) ? moneyType : null
}
