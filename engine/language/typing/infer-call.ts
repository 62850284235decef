import type { ExpressionFunction, FunctionParameter } from '../../expression/functions/expression-function.ts'
import type { Node } from '../../expression/node.ts'
import { inferType, moneyHint } from './infer-type.ts'
import { checkWords } from './infer-operator.ts'
import { excerpt, isZero } from './typing.ts'
import type { Typing } from './typing.ts'
import type { ValueType } from './value-type.ts'
import {
  anyType,
  boolType,
  commonType,
  isText,
  listType,
  nullType,
  openRecord,
  recordType,
  typeName,
} from './value-type.ts'

/** The type of a call's result. Complains: EXPR_ARGUMENTS (how many, which members), EXPR_TYPE, UNKNOWN_WORD. */
export function inferCall(t: Typing, node: Node, name: string, given: Node[]): ValueType {
  const types = given.map((argument) => inferType(t, argument))
  if (name === 'has') return boolType
  const known = t.functions.get(name)
  if (known === undefined) return anyType
  const rest = known.parameters.some((parameter) => parameter.rest === true)
  const least = known.parameters.filter((parameter) => parameter.optional !== true).length
  if (given.length < least || (!rest && given.length > known.parameters.length))
    t.complain(
      'EXPR_ARGUMENTS',
      `${signature(name, known)} is called with ${given.length} values: ${excerpt(t, node)}.`,
    )
  for (const [i, type] of types.entries()) {
    const parameter = known.parameters[i] ?? (rest ? known.parameters[known.parameters.length - 1] : undefined)
    const argument = given[i]
    if (parameter !== undefined && argument !== undefined) checkArgument(t, name, known, parameter, argument, type)
  }
  return resultType(known, types)
}

/** `yuan(amount)`: a function with the names of its values. */
export function signature(name: string, known: ExpressionFunction): string {
  const names = known.parameters.map((p) =>
    p.rest === true ? `${p.name} …` : p.optional === true ? `[${p.name}]` : p.name,
  )
  return `${name}(${names.join(', ')})`
}

function checkArgument(
  t: Typing,
  name: string,
  known: ExpressionFunction,
  parameter: FunctionParameter,
  node: Node,
  type: ValueType,
): void {
  if (type.kind === 'any') return
  if (type.kind === 'null') return
  // The language's own arithmetic works on money and numbers alike, and on a list of either.
  const own = known.rule === undefined
  const wanted = own && parameter.rest === true && type.kind === 'list' ? type.of : type
  if (accepts(parameter, wanted, own) || (parameter.type === 'money' && isZero(node))) {
    if (parameter.of !== undefined) checkWords(t, { kind: 'enum', of: parameter.of }, type)
    if (parameter.fields !== undefined) checkMembers(t, name, parameter, type)
    return
  }
  const expected = typeName(parameterType(parameter))
  const message = `${name}: '${parameter.name}' must be ${expected}, but '${excerpt(t, node)}' is ${typeName(type)}.`
  t.complain('EXPR_TYPE', message, moneyHint(parameterType(parameter), type))
}

function accepts(parameter: FunctionParameter, type: ValueType, own: boolean): boolean {
  switch (parameter.type) {
    case 'any':
      return true
    case 'number':
      return type.kind === 'number' || type.kind === 'any' || type.kind === 'null' || (own && type.kind === 'money')
    case 'percent':
      return type.kind === 'number'
    case 'text':
      return isText(type)
    case 'instant':
    case 'day':
    case 'clock':
      return type.kind === parameter.type || type.kind === 'text' || (type.kind === 'enum' && type.written === true)
    default:
      return type.kind === parameter.type
  }
}

/** The type a parameter stands for, in the words of the type checker. */
export function parameterType(parameter: FunctionParameter): ValueType {
  if (parameter.of !== undefined) return { kind: 'enum', of: parameter.of }
  switch (parameter.type) {
    case 'number':
    case 'percent':
      return { kind: 'number' }
    case 'money':
    case 'text':
    case 'bool':
    case 'instant':
    case 'day':
    case 'clock':
      return { kind: parameter.type }
    case 'list':
      return listType(anyType)
    case 'record':
      return openRecord
    default:
      return anyType
  }
}

/** Members of a record, or of the records of a list, that the function asks for. */
function checkMembers(t: Typing, name: string, parameter: FunctionParameter, type: ValueType): void {
  const record = type.kind === 'list' ? type.of : type
  if (record.kind !== 'record' || record.members === null) return
  for (const field of parameter.fields ?? []) {
    const member = record.members.get(field.name)
    if (member === undefined) {
      if (field.optional !== true)
        t.complain(
          'EXPR_ARGUMENTS',
          `${name}: '${parameter.name}' lacks '${field.name}'.`,
          `It needs ${fieldNames(parameter)}.`,
        )
    } else if (member.kind !== 'any' && member.kind !== 'null' && !accepts(field, member, false)) {
      const expected = parameterType(field)
      t.complain(
        'EXPR_TYPE',
        `${name}: '${field.name}' must be ${typeName(expected)}, but it is ${typeName(member)}.`,
        moneyHint(expected, member),
      )
    } else if (field.of !== undefined) checkWords(t, { kind: 'enum', of: field.of }, member)
  }
}

function fieldNames(parameter: FunctionParameter): string {
  return (parameter.fields ?? []).map((field) => (field.optional === true ? `[${field.name}]` : field.name)).join(', ')
}

function resultType(known: ExpressionFunction, types: readonly ValueType[]): ValueType {
  const first = types[0] ?? anyType
  switch (known.returns) {
    case 'same':
    case 'common': {
      const values = types.length === 1 && first.kind === 'list' ? [first.of] : types
      return values.reduce<ValueType>((a, b) => commonType(a, b) ?? anyType, nullType)
    }
    case 'second':
      return types[1] ?? anyType
    case 'first':
      return first
    case 'entry':
      return first.kind === 'list' ? first.of : anyType
    case 'record':
      return known.members === undefined ? openRecord : recordType(known.members.map((member) => [member, anyType]))
    default:
      return parameterType({ name: '', type: known.returns })
  }
}
