import type { ParameterBody } from '../../api/admin.ts'
import { DecimalInput, MoneyInput, NumberInput, PercentInput } from '../../kit/field/number-input.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { moneyText } from '../../kit/values/values.tsx'
import { useText } from '../../text/use-text.ts'

type Value = ParameterBody['value']

/** A number of a playbook in the input of its kind; left empty, the playbook's own holds again. */
export function NumberEntry(props: { type: string; value: Value; onChange: (value: Value) => void }) {
  const t = useText('admin')
  const { type, value, onChange } = props
  const number = typeof value === 'number' ? value : null
  if (type === 'money') return <MoneyInput value={number} onChange={onChange} />
  if (type === 'int') return <NumberInput value={number} onChange={onChange} />
  if (type === 'percent') return <PercentInput value={number} onChange={onChange} />
  if (type === 'decimal') return <DecimalInput value={number} onChange={onChange} />
  if (type === 'bool') {
    const choices = (['true', 'false'] as const).map((word) => ({ value: word, label: t(`numbers.${word}`) }))
    return (
      <Select
        value={value === true ? 'true' : 'false'}
        onChange={(word) => onChange(word === 'true')}
        choices={choices}
      />
    )
  }
  return (
    <TextInput
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' ? null : text)}
    />
  )
}

/** A number in its unit; cases one after the other. */
export function sayNumber(type: string, value: Value): string {
  if (value === null) return '—'
  if (type === 'money' && typeof value === 'number') return moneyText(value)
  if (type === 'percent' && typeof value === 'number') return `${value} %`
  if (Array.isArray(value)) return value.map((entry) => sayNumber('', entry)).join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([word, entry]) => `${word}: ${sayNumber(type, entry)}`)
      .join(', ')
  return String(value)
}
