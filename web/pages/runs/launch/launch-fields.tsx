import type { JsonObject, JsonValue, Text } from '#engine/model/text.ts'
import type { Finding } from '../../../api/api-problem.ts'
import type { SopBody } from '../../../api/sops.ts'
import { DateInput, InstantInput } from '../../../kit/field/date-input.tsx'
import { Field } from '../../../kit/field/field.tsx'
import { DecimalInput, MoneyInput, NumberInput, PercentInput } from '../../../kit/field/number-input.tsx'
import { Select } from '../../../kit/field/select.tsx'
import { TextInput } from '../../../kit/field/text-input.tsx'
import { Toggle } from '../../../kit/field/toggle.tsx'
import { usePick, useText } from '../../../text/use-text.ts'

type LaunchField = SopBody['launch'][number]

export interface LaunchFieldsProps {
  fields: readonly LaunchField[]
  values: JsonObject
  onChange: (values: JsonObject) => void
  /** What the house found wrong; each is shown at its field. */
  findings: readonly Finding[]
}

/** The form a playbook is launched with; whoever does which post is chosen beside it. */
export function LaunchFields({ fields, values, onChange, findings }: LaunchFieldsProps) {
  const t = useText('launch')
  const pick = usePick()
  const set = (name: string, value: JsonValue) => {
    const { [name]: _old, ...rest } = values
    onChange(value === null || value === '' ? rest : { ...rest, [name]: value })
  }
  return (
    <div className="launch-fields">
      {fields
        .filter((field) => field.name !== 'assignees')
        .map((field) => {
          const found = findings.find(({ pointer }) => pointer.split('/')[2] === field.name)
          const value = (values[field.name] ?? field['preset'] ?? null) as JsonValue
          const input = <ValueInput field={field} value={value} onChange={(next) => set(field.name, next)} />
          if (field.type === 'bool' || field.type === 'record') return <div key={field.name}>{input}</div>
          const filled = field['lookUp'] !== undefined ? t('filled') : undefined
          return (
            <Field
              key={field.name}
              label={pick(field.title)}
              required={field.required && field['lookUp'] === undefined}
              hint={filled}
              error={found ? (found.says ? pick(found.says) : found.detail) : null}
            >
              {input}
            </Field>
          )
        })}
    </div>
  )
}

interface ValueInputProps {
  field: LaunchField
  value: JsonValue
  onChange: (value: JsonValue) => void
}

function ValueInput({ field, value, onChange }: ValueInputProps) {
  const t = useText('launch')
  const pick = usePick()
  const number = { value: typeof value === 'number' ? value : null, onChange }
  const text = typeof value === 'string' ? value : null
  switch (field.type) {
    case 'int':
      return <NumberInput {...number} />
    case 'money':
      return <MoneyInput {...number} />
    case 'percent':
      return <PercentInput {...number} />
    case 'decimal':
      return <DecimalInput {...number} />
    case 'date':
      return <DateInput value={text} onChange={onChange} />
    case 'datetime':
      return <InstantInput value={text} onChange={onChange} />
    case 'bool':
      return (
        <Toggle value={value === true} onChange={onChange}>
          {pick(field.title)}
        </Toggle>
      )
    case 'enum':
      return (
        <Select
          value={text ?? ''}
          onChange={onChange}
          placeholder={t('choosePlain')}
          choices={(field.of ?? []).map((one) => ({ value: one, label: one }))}
        />
      )
    case 'record':
      return <RecordInput field={field} value={value} onChange={onChange} />
    default:
      return <TextInput value={text ?? ''} onChange={onChange} lines={Number(field['maxLength']) > 500} />
  }
}

/** A few values under one name. */
function RecordInput({ field, value, onChange }: ValueInputProps) {
  const pick = usePick()
  const columns = (field['columns'] ?? []) as { name: string; type: string; title: Text; required: boolean }[]
  const record = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  return (
    <fieldset className="launch-record">
      <legend>{pick(field.title)}</legend>
      {columns.map((column) => (
        <Field key={column.name} label={pick(column.title)} required={column.required}>
          <ValueInput
            field={column}
            value={record[column.name] ?? null}
            onChange={(next) => onChange({ ...record, [column.name]: next })}
          />
        </Field>
      ))}
    </fieldset>
  )
}
