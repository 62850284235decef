import type { TFunction } from 'i18next'
import type { FormFinding } from '#engine/model/form.ts'
import type { Text } from '#engine/model/text.ts'
import { moneyText } from '../kit/values/values.tsx'
import type { FieldBody } from './work-out.ts'

const known = new Set(['REQUIRED', 'TOO_LONG', 'TOO_FEW', 'TOO_MANY', 'OUT_OF_RANGE', 'FIELD_NOT_EDITABLE'] as const)
type KnownCode = typeof known extends Set<infer Code> ? Code : never

/** What is wrong with a field, in the reader's language. */
export function findingWords(
  finding: FormFinding,
  field: FieldBody,
  t: TFunction<'forms'>,
  pick: (text: Text) => string,
): string {
  if (finding.says) return pick(finding.says)
  const code = finding.code as KnownCode
  if (!known.has(code)) return finding.detail
  const amount = (value: unknown): string =>
    typeof value !== 'number' ? '' : field.type === 'money' ? moneyText(value) : String(value)
  return t(`findings.${code}`, {
    least: amount(field['min'] ?? field['above'] ?? field['atLeast'] ?? 1),
    most: amount(field['max'] ?? field['maxLength'] ?? field['atMost']),
  })
}
