import { houseNames, stepRecord } from '../names.ts'
import type { Typing } from './typing.ts'
import type { ValueType } from './value-type.ts'
import { anyType, instantType, recordType } from './value-type.ts'

/** The type of a bare name; names nobody declared are complained of where names are looked up, and are `any` here. */
export function nameType(t: Typing, name: string): ValueType {
  const near = t.bound.get(name) ?? t.scope.locals.get(name) ?? t.scope.own.get(name)
  if (near !== undefined) return near
  const declared = t.names.bare.get(name)
  if (declared === null) return t.setValue(name)
  if (declared !== undefined) return declared
  const step = t.names.stepsByName.get(name)
  if (step !== undefined) return stepRecord(step)
  if (t.names.anchors.has(name)) return instantType
  if (name === 'params') return recordType(t.names.parameters)
  if (name === 'facts') return recordType(t.names.facts)
  return houseNames.get(name) ?? anyType
}
