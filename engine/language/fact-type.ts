import { factQueryShapes } from '../model/store-data.ts'
import type { StoredKind } from '../model/store-data.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType, numberType, recordType } from './typing/value-type.ts'

/** What is known of the answer of a query. */
export function factType(query: string): ValueType {
  const answer = factQueryShapes[query]?.answer
  if (answer === undefined) return anyType
  if (typeof answer === 'string') return kindType(answer)
  return recordType(Object.entries(answer).map(([name, kind]) => [name, kindType(kind)]))
}

function kindType(kind: StoredKind): ValueType {
  return kind === 'percent' ? numberType : { kind }
}
