import type { FormFinding } from '#engine/model/form.ts'
import type { JsonValue } from '#engine/model/text.ts'
import { Field } from '../kit/field/field.tsx'
import { Note } from '../kit/note/note.tsx'
import { Tag } from '../kit/tag/tag.tsx'
import { usePick, useText } from '../text/use-text.ts'
import { ChoiceField } from './choice-field.tsx'
import type { FileDoor } from './file-door.ts'
import { FileField } from './file-field.tsx'
import { findingWords } from './finding-words.ts'
import { ReasonField } from './reason-field.tsx'
import { RowsField } from './rows-field.tsx'
import { ShownValue } from './shown-value.tsx'
import { useSourceWords } from './source-words.ts'
import { ValueInput } from './value-input.tsx'
import type { FieldBody } from './work-out.ts'
import { reasonKeyOf } from './work-out.ts'
import { plainText } from './plain-text.ts'

export interface FieldRowProps {
  field: FieldBody
  value: JsonValue
  /** Typed by somebody, or else proposed, looked up or preset. */
  isTyped: boolean
  required: boolean
  findings: readonly FormFinding[]
  tried: boolean
  reasons: Record<string, string>
  onChange: (value: JsonValue) => void
  onReason?: (key: string, reason: string) => void
  files?: FileDoor
  /** Said under the field. */
  hint?: string | undefined
}

/** One field with what the rules say of it, and the reason they ask for. */
export function FieldRow(props: FieldRowProps) {
  const { field, value, findings, tried, reasons, onReason } = props
  const t = useText('forms')
  const pick = usePick()
  const wrong = findings.find((one) => one.grade === 'block' && (tried || !silentAtFirst.has(one.code)))
  const warning = findings.find(({ grade }) => grade === 'warn')
  const telling = findings.filter(({ grade }) => grade === 'info')
  return (
    <div className="form-field" data-field={field.name}>
      <FieldInput {...props} error={wrong ? findingWords(wrong, field, t, pick) : null} key={field.name} />
      {warning && (
        <Note tone="warn">
          <p>{warning.says ? pick(warning.says) : t('corrected', { value: plainText(value) })}</p>
          <ReasonField
            label={t('reason')}
            value={reasons[reasonKeyOf(warning)] ?? ''}
            onChange={(text) => onReason?.(reasonKeyOf(warning), text)}
          />
        </Note>
      )}
      {telling.map((one) => (
        <Note key={one.code} tone="info">
          {one.says ? pick(one.says) : one.detail}
        </Note>
      ))}
    </div>
  )
}

/** Nobody is scolded for what they have not come to yet. */
const silentAtFirst = new Set(['REQUIRED', 'TOO_FEW'])

function FieldInput(props: FieldRowProps & { error: string | null }) {
  const { field, value, isTyped, required, onChange, error, files } = props
  const t = useText('forms')
  const pick = usePick()
  const sourceOf = useSourceWords()
  const label = pick(field.title)
  const aside = useAside(field, value, isTyped, sourceOf)
  if (field['computed'] !== undefined)
    return (
      <Field label={label} aside={t('computed')} error={error}>
        <output className="computed">
          <ShownValue type={field.type} value={value} />
        </output>
      </Field>
    )
  if (field.type === 'file' || field.type === 'files')
    return <FileField {...{ field, label, value, required, onChange, error }} {...(files ? { door: files } : {})} />
  if (field.type === 'bool' || (field.type === 'enum' && (field.of ?? []).length <= mostButtons))
    return <ChoiceField {...{ field, label, value, required, onChange, error, aside }} />
  if (field.type === 'rows' || field.type === 'record' || field.type === 'list')
    return <RowsField {...{ field, label, value, required, onChange, error }} />
  return (
    <Field
      label={label}
      required={required}
      error={error}
      aside={aside}
      hint={field.pii === true ? t('private') : props.hint}
    >
      <ValueInput field={field} value={value} onChange={onChange} />
    </Field>
  )
}

const mostButtons = 6

function useAside(field: FieldBody, value: JsonValue, isTyped: boolean, sourceOf: (source: string) => string) {
  const t = useText('forms')
  if (isTyped || value === null || value === '') return undefined
  const from = typeof field.source === 'string' ? sourceOf(field.source) : null
  return <Tag tone="info">{from === null ? t('proposed') : t('from', { source: from })}</Tag>
}
