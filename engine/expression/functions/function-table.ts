import { DomainInputError } from '../../domain/exact.ts'
import type { DomainFunction } from '../../domain/function-definition.ts'
import type { FunctionParameter as DomainParameter } from '../../domain/argument.ts'
import { domainFunctions } from '../../domain/function-table.ts'
import { valueFailure } from '../expression-failure.ts'
import type { ExpressionFunction, FunctionParameter, FunctionTable } from './expression-function.ts'
import { instantFunctions } from './instant-functions.ts'
import { listFunctions } from './list-functions.ts'
import { numberFunctions } from './number-functions.ts'
import { textFunctions } from './text-functions.ts'

/** Functions of the language itself, in the order of the reference page. */
export const languageFunctions: readonly [string, ExpressionFunction][] = [
  ...textFunctions,
  ...numberFunctions,
  ...listFunctions,
  ...instantFunctions,
]

/** Every function an expression may call: those of the language and the rules of the trade. */
export function functionTable(): FunctionTable {
  const trade = Object.values(domainFunctions).map((known): [string, ExpressionFunction] => [known.name, adapt(known)])
  return new Map([...languageFunctions, ...trade])
}

function adapt(known: DomainFunction): ExpressionFunction {
  return {
    parameters: known.parameters.map(parameterOf),
    returns: typeOf(known.returns),
    ...(known.members === undefined ? {} : { members: known.members }),
    says: '',
    rule: known.rule,
    call: (values, context) => {
      try {
        return known.call(values, context)
      } catch (error) {
        if (error instanceof DomainInputError) throw valueFailure(error.message)
        throw error
      }
    },
  }
}

function parameterOf(known: DomainParameter): FunctionParameter {
  return {
    name: known.name,
    type: typeOf(known.type),
    ...(known.optional ? { optional: true } : {}),
    ...(known.of === undefined ? {} : { of: known.of }),
    ...(known.fields === undefined ? {} : { fields: known.fields.map(parameterOf) }),
  }
}

function typeOf(type: string): string {
  if (type === 'int' || type === 'decimal') return 'number'
  return type === 'map' ? 'record' : type
}
