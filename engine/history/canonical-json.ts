import type { JsonValue } from '../model/text.ts'

/**
 * JSON with sorted keys and no spaces: the same value always gives the same text, on every machine.
 * Members that are `undefined` are left out, as JSON does. Numbers must be finite.
 */
export function canonicalJson(value: JsonValue | object): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson((entry ?? null) as JsonValue)).join(',')}]`
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, JsonValue | undefined>)[key]
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}
