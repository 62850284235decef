/** What is known of a value before anything runs. A written text is an enum of one word, so that misspelt words are found. */
export type ValueType =
  | { kind: 'any' | 'null' | 'bool' | 'number' | 'money' | 'text' | 'instant' | 'day' | 'clock' | 'duration' }
  | { kind: 'enum'; of: readonly string[]; written?: true }
  | { kind: 'list'; of: ValueType }
  | { kind: 'record'; members: ReadonlyMap<string, ValueType> | null }

export const anyType: ValueType = { kind: 'any' }
export const nullType: ValueType = { kind: 'null' }
export const instantType: ValueType = { kind: 'instant' }
export const boolType: ValueType = { kind: 'bool' }
export const numberType: ValueType = { kind: 'number' }
export const moneyType: ValueType = { kind: 'money' }
export const textType: ValueType = { kind: 'text' }
export const openRecord: ValueType = { kind: 'record', members: null }

export function recordType(members: Iterable<readonly [string, ValueType]>): ValueType {
  return { kind: 'record', members: new Map(members) }
}

export function listType(of: ValueType): ValueType {
  return { kind: 'list', of }
}

const names: Partial<Record<ValueType['kind'], string>> = {
  any: 'anything',
  null: 'null',
  bool: 'true/false',
  number: 'a number',
  money: 'money',
  text: 'a text',
  instant: 'an instant',
  day: 'a day',
  clock: 'a clock',
  duration: 'a duration',
  record: 'a record',
}

/** Name of a type in messages. */
export function typeName(type: ValueType): string {
  if (type.kind === 'enum') {
    const words = type.of.map((word) => `'${word}'`)
    return words.length === 1
      ? `the text ${words.join()}`
      : `one of ${words.slice(0, 6).join(', ')}${words.length > 6 ? ' …' : ''}`
  }
  if (type.kind === 'list')
    return type.of.kind === 'any' ? 'a list' : `a list of ${typeName(type.of).replace(/^an? /, '')}`
  return names[type.kind] ?? type.kind
}

const texts: ReadonlySet<ValueType['kind']> = new Set(['text', 'enum', 'day', 'clock', 'instant', 'duration'])

/** Values kept as texts. */
export function isText(type: ValueType): boolean {
  return texts.has(type.kind)
}

/** The type both values can be read as: `any` when nothing narrower is known, null when they do not go together. */
export function commonType(a: ValueType, b: ValueType): ValueType | null {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (a.kind === 'any' || b.kind === 'any') return anyType
  if (a.kind === 'enum' && b.kind === 'enum') {
    const of = [...new Set([...a.of, ...b.of])]
    return a.written === true && b.written === true ? { kind: 'enum', of, written: true } : { kind: 'enum', of }
  }
  if (isText(a) && isText(b)) return a.kind === b.kind ? a : narrower(a, b)
  if (a.kind === 'list' && b.kind === 'list') {
    const of = commonType(a.of, b.of)
    return of === null ? null : listType(of)
  }
  if (a.kind === 'record' && b.kind === 'record') return a.members === b.members ? a : openRecord
  return a.kind === b.kind ? a : null
}

/** A written text beside an instant, a clock … stands for one of those. */
function narrower(a: ValueType, b: ValueType): ValueType {
  if (a.kind === 'enum' && a.written === true && b.kind !== 'text') return b
  if (b.kind === 'enum' && b.written === true && a.kind !== 'text') return a
  return textType
}
