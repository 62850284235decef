import type { ExpressionFunction, FunctionTable } from './expression-function.ts'
import { instantFunctions } from './instant-functions.ts'
import { listFunctions } from './list-functions.ts'
import { numberFunctions } from './number-functions.ts'
import { textFunctions } from './text-functions.ts'

/** Every function an expression may call: those of the language and the rules of the trade. */
export function functionTable(): FunctionTable {
  const table = new Map<string, ExpressionFunction>()
  for (const [name, known] of [...textFunctions, ...numberFunctions, ...listFunctions, ...instantFunctions])
    table.set(name, known)
  return table
}
