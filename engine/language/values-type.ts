/** What is known of a value before anything runs. */
export type ValueType =
  | { kind: 'any' | 'null' | 'bool' | 'number' | 'money' | 'text' | 'instant' | 'day' | 'clock' | 'duration' }
  | { kind: 'enum'; of: readonly string[] }
  | { kind: 'list'; of: ValueType }
  | { kind: 'record'; members: ReadonlyMap<string, ValueType> | null }

export const anyType: ValueType = { kind: 'any' }
export const instantType: ValueType = { kind: 'instant' }
export const boolType: ValueType = { kind: 'bool' }
export const numberType: ValueType = { kind: 'number' }
export const textType: ValueType = { kind: 'text' }
export const openRecord: ValueType = { kind: 'record', members: null }

export function recordType(members: Iterable<readonly [string, ValueType]>): ValueType {
  return { kind: 'record', members: new Map(members) }
}

export function listType(of: ValueType): ValueType {
  return { kind: 'list', of }
}

/** Name of a type in messages. */
export function typeName(type: ValueType): string {
  if (type.kind === 'enum') return `one of ${type.of.slice(0, 6).join(', ')}`
  if (type.kind === 'list') return `list of ${typeName(type.of)}`
  const names: Partial<Record<ValueType['kind'], string>> = { bool: 'true/false', any: 'anything', null: 'null' }
  return names[type.kind] ?? type.kind
}

/** The type both values can be read as; `any` when nothing narrower is known, null when they do not go together. */
export function commonType(a: ValueType, b: ValueType): ValueType | null {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (a.kind === 'any' || b.kind === 'any') return anyType
  if (a.kind === 'enum' && b.kind === 'enum') return { kind: 'enum', of: [...new Set([...a.of, ...b.of])] }
  if (isText(a) && isText(b)) return a.kind === b.kind ? a : textType
  if (a.kind === 'list' && b.kind === 'list') {
    const of = commonType(a.of, b.of)
    return of === null ? null : listType(of)
  }
  if (a.kind === 'record' && b.kind === 'record') return a.members === b.members ? a : openRecord
  return a.kind === b.kind ? a : null
}

/** Texts without a meaning of their own: plain words and words of an enum. */
export function isText(type: ValueType): boolean {
  return type.kind === 'text' || type.kind === 'enum'
}
