import type { Node } from '../../expression/node.ts'
import { loops } from '../../expression/node.ts'
import { didYouMean } from '../suggest.ts'
import { inferCall } from './infer-call.ts'
import { inferOperator } from './infer-operator.ts'
import { nameType } from './name-type.ts'
import { excerpt } from './typing.ts'
import type { Typing } from './typing.ts'
import type { ValueType } from './value-type.ts'
import {
  anyType,
  boolType,
  commonType,
  listType,
  nullType,
  numberType,
  recordType,
  textType,
  typeName,
} from './value-type.ts'

/** The type of an expression; what does not fit is complained of, once, and counts as `any` from there on. */
export function inferType(t: Typing, node: Node): ValueType {
  switch (node.op) {
    case 'value':
      return literalType(node.args)
    case 'id':
      return nameType(t, node.args)
    case '.':
      return memberType(t, node.args[0], node.args[1])
    case '[]':
      return entryType(t, node.args[0], node.args[1])
    case 'call':
      return inferCall(t, node, node.args[0], node.args[1])
    case 'rcall':
      return loops.has(node.args[0])
        ? loopType(t, node.args[0], node.args[1], node.args[2])
        : inferCall(t, node, node.args[0], [node.args[1], ...node.args[2]])
    case 'list':
      return listType(
        node.args
          .map((entry) => inferType(t, entry))
          .reduce<ValueType>((a, b) => commonType(a, b) ?? anyType, nullType),
      )
    case 'map':
      return recordType(
        node.args.map(([key, value]) => [key.op === 'value' ? String(key.args) : '', inferType(t, value)]),
      )
    case '?:':
      return choiceType(t, node.args)
    default:
      return inferOperator(t, node)
  }
}

/** The node must be true or false. Complains: EXPR_TYPE. */
export function needBool(t: Typing, node: Node, what: string): void {
  const type = inferType(t, node)
  if (type.kind === 'bool' || type.kind === 'any') return
  t.complain('EXPR_TYPE', `${what} needs true or false, but '${excerpt(t, node)}' is ${typeName(type)}.`)
}

function literalType(value: unknown): ValueType {
  if (value === null) return nullType
  if (typeof value === 'boolean') return boolType
  return typeof value === 'string' ? { kind: 'enum', of: [value], written: true } : numberType
}

function memberType(t: Typing, owner: Node, name: string): ValueType {
  const type = inferType(t, owner)
  if (type.kind === 'any' || type.kind === 'null') return anyType
  const shown = excerpt(t, owner)
  if (type.kind !== 'record') {
    const hint = type.kind === 'list' ? `A list has entries: ${shown}.map(e, e.${name}).` : ''
    t.complain('EXPR_TYPE', `'${shown}' is ${typeName(type)} and has no '.${name}'.`, hint)
    return anyType
  }
  if (type.members === null) return anyType
  const member = type.members.get(name)
  if (member !== undefined) return member
  const [rule, message] = unknownMember(t, owner, name)
  t.complain(rule, message, didYouMean(name, type.members.keys()))
  return anyType
}

function unknownMember(t: Typing, owner: Node, name: string): [string, string] {
  if (owner.op === 'id' && owner.args === 'params') return ['UNKNOWN_PARAMETER', `There is no parameter '${name}'.`]
  if (owner.op === 'id' && owner.args === 'facts') return ['UNKNOWN_FACT', `No fact is named '${name}'.`]
  return ['UNKNOWN_FIELD', `'${excerpt(t, owner)}' has no '${name}'.`]
}

function entryType(t: Typing, owner: Node, key: Node): ValueType {
  const type = inferType(t, owner)
  if (key.op === 'value' && typeof key.args === 'string') return memberType(t, owner, key.args)
  inferType(t, key)
  return type.kind === 'list' ? type.of : anyType
}

function loopType(t: Typing, name: string, over: Node, given: Node[]): ValueType {
  const range = inferType(t, over)
  if (range.kind !== 'list' && range.kind !== 'any' && range.kind !== 'record')
    t.complain('EXPR_TYPE', `'.${name}()' runs over a list, but '${excerpt(t, over)}' is ${typeName(range)}.`)
  const entry = range.kind === 'list' ? range.of : range.kind === 'record' ? textType : anyType
  const variable = given[0]
  const bound = new Map(t.bound)
  if (variable?.op === 'id') bound.set(variable.args, entry.kind === 'null' ? anyType : entry)
  const inner = { ...t, bound }
  const body = given[given.length - 1]
  if (body === undefined || given.length < 2) return anyType
  if (name === 'map') {
    if (given.length === 3 && given[1] !== undefined) needBool(inner, given[1], 'The condition of map')
    return listType(inferType(inner, body))
  }
  needBool(inner, body, `The condition of ${name}`)
  return name === 'filter' ? listType(entry) : boolType
}

function choiceType(t: Typing, [condition, yes, no]: [Node, Node, Node]): ValueType {
  needBool(t, condition, "A condition before '?'")
  const a = inferType(t, yes)
  const b = inferType(t, no)
  const common = commonType(a, b)
  if (common !== null) return common
  t.complain(
    'EXPR_TYPE',
    `'${excerpt(t, yes)}' is ${typeName(a)} and '${excerpt(t, no)}' is ${typeName(b)}; a choice gives one kind of value.`,
    moneyHint(a, b),
  )
  return anyType
}

/** How a bare number becomes money. */
export function moneyHint(a: ValueType, b: ValueType): string {
  const kinds = [a.kind, b.kind]
  return kinds.includes('money') && kinds.includes('number')
    ? 'Write an amount as yuan(50.00), or use a money parameter.'
    : ''
}
