import { knows } from '../expression/evaluate.ts'
import type { Scope } from '../expression/evaluate.ts'
import type { JsonValue, Text } from '../model/text.ts'

/** A value named inside a text, by its path: `{attr_total}`, `{params.title_max}`; `{¥params.low_value}` is money, shown in yuan. */
export const namedInText = /\{(¥?)([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)\}/g

/** A text with the values it names, in both languages; what is not there yet is shown as a dash. */
export function filledText(text: Text, scope: Scope): Text {
  return { zh: filled(text.zh, scope, '、'), en: filled(text.en, scope, ', ') }
}

function filled(text: string, scope: Scope, between: string): string {
  return text.replace(namedInText, (_, money: string, path: string) =>
    shown(valueAt(scope, path), money !== '', between),
  )
}

function valueAt(scope: Scope, path: string): JsonValue {
  const [first = '', ...members] = path.split('.')
  let value: JsonValue = knows(scope, first) ? (scope[first] ?? null) : null
  for (const name of members) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    // A scope may lie on another; what every object inherits is no name of a playbook.
    value = name in Object.prototype ? null : (value[name] ?? null)
  }
  return value
}

function shown(value: JsonValue, money: boolean, between: string): string {
  if (Array.isArray(value)) return value.map((entry) => shown(entry, money, between)).join(between) || '–'
  if (typeof value === 'number' && money) return `¥${(value / 100).toFixed(2)}`
  return value === null || typeof value === 'object' ? '–' : String(value)
}
