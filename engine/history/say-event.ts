import type { Field } from '../model/form.ts'
import type { JsonObject, Text } from '../model/text.ts'

/** A detail of an event for readers: a name and a value; `old → new` where something changed. */
export interface SaidDetail {
  name: string
  value: string
  /** Evidence ids, when the value is files. */
  files?: string[]
}

/** What is asked of an event to be told in words. */
export interface EventToTell {
  stepId?: string | null
  data: JsonObject
}

type Language = keyof Text
type Named = Pick<Field, 'name' | 'type' | 'title'>
export type FormOf = (stepId: string | null) => readonly Named[]

const words = {
  reason: { zh: '理由', en: 'Reason' },
  outcome: { zh: '结果', en: 'Outcome' },
  rule: { zh: '规则', en: 'Rule' },
  to: { zh: '交给', en: 'To' },
  stopped: { zh: '拦下原因', en: 'Stopped because' },
  seenBefore: { zh: '同一照片', en: 'Same picture' },
  seenHere: { zh: '本店其他流程用过', en: 'used before in this store' },
  seenElsewhere: { zh: '其他店铺用过', en: 'used before in another store' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} satisfies Record<string, Text>

/** What an event says besides who and when: answers under the titles their form gave them, reasons, what changed. */
export function sayEvent(formOf: FormOf, event: EventToTell, language: Language): SaidDetail[] {
  const { data } = event
  const form = formOf(event.stepId ?? null)
  const reason = data['reason'] ?? data['text'] ?? data['cause']
  return [
    ...sayAnswers(form, record(data['answers']) ?? record(data['inputs']), language),
    ...sayChange(form, data, language),
    ...(typeof reason === 'string' ? [{ name: words.reason[language], value: reason }] : []),
    ...Object.entries(record(data['reasons']) ?? {}).map(([name, value]) => ({
      name: `${words.reason[language]} (${titleOf(form, name, language)})`,
      value: plain(value),
    })),
    ...sayFindings(data, language),
    ...(['rule', 'outcome', 'to'] as const).flatMap((name) => {
      const value = data[name]
      return typeof value === 'string' ? [{ name: words[name][language], value }] : []
    }),
    ...saySeenBefore(data, language),
    ...(typeof data['evidenceId'] === 'string' ? [{ name: '', value: '', files: [data['evidenceId']] }] : []),
  ]
}

/** Answers under the titles of their fields, money in yuan. */
export function sayAnswers(form: readonly Named[], answers: JsonObject | null, language: Language): SaidDetail[] {
  return Object.entries(answers ?? {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ({ name: titleOf(form, name, language), ...say(form, name, value, language) }))
}

function sayChange(form: readonly Named[], data: JsonObject, language: Language): SaidDetail[] {
  const before = record(data['old'])
  const after = record(data['new'])
  if (after === null) {
    const changed = typeof data['old'] === 'string' || typeof data['new'] === 'string'
    return changed ? [{ name: '', value: `${plain(data['old'])} → ${plain(data['new'])}` }] : []
  }
  return Object.entries(after).map(([name, value]) => ({
    name: titleOf(form, name, language),
    value: `${say(form, name, before?.[name], language).value} → ${say(form, name, value, language).value}`,
  }))
}

function sayFindings(data: JsonObject, language: Language): SaidDetail[] {
  const { findings } = data
  if (!Array.isArray(findings)) return []
  return findings.flatMap((finding) => {
    const detail = record(finding)?.['detail']
    return typeof detail === 'string' ? [{ name: words.stopped[language], value: detail }] : []
  })
}

function saySeenBefore(data: JsonObject, language: Language): SaidDetail[] {
  const before = record(data['seenBefore'])
  if (before === null) return []
  const runs = Array.isArray(before['runs']) ? before['runs'].map(String) : []
  const here = runs.length === 0 ? [] : [`${words.seenHere[language]}: ${runs.join(', ')}`]
  const elsewhere = before['otherStore'] === true ? [words.seenElsewhere[language]] : []
  return [{ name: words.seenBefore[language], value: [...here, ...elsewhere].join('; ') }]
}

function say(
  form: readonly Named[],
  name: string,
  value: unknown,
  language: Language,
): { value: string; files?: string[] } {
  if (typeof value === 'boolean') return { value: words[value ? 'yes' : 'no'][language] }
  const field = form.find((one) => one.name === name)
  if (field?.type === 'money' && typeof value === 'number') return { value: yuan(value) }
  if (field?.type === 'percent' && typeof value === 'number') return { value: `${value} %` }
  if (field?.type === 'file' && typeof value === 'string') return { value: '', files: [value] }
  if (field?.type === 'files' && Array.isArray(value)) return { value: '', files: value.map(String) }
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return { value: value.join(', ') }
  return { value: plain(value) }
}

function yuan(fen: number): string {
  const [whole, part] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100]
  return `${fen < 0 ? '−' : ''}¥${whole}.${String(part).padStart(2, '0')}`
}

function titleOf(form: readonly Named[], name: string, language: Language): string {
  return form.find((field) => field.name === name)?.title[language] ?? name
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '—'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function record(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}
