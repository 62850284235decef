import type { JsonValue } from '#engine/model/text.ts'
import { Button } from '../kit/button/button.tsx'
import { DateInput, InstantInput } from '../kit/field/date-input.tsx'
import { DecimalInput, MoneyInput, NumberInput, PercentInput } from '../kit/field/number-input.tsx'
import { Select } from '../kit/field/select.tsx'
import { TextInput } from '../kit/field/text-input.tsx'
import { useText } from '../text/use-text.ts'
import { useChoiceWords } from './choice-words.ts'
import { PersonInput } from './person-input.tsx'
import type { FieldBody } from './work-out.ts'
import { plainText } from './plain-text.ts'

export interface ValueInputProps {
  field: Pick<FieldBody, 'type' | 'of'> & Record<string, unknown>
  value: JsonValue
  onChange: (value: JsonValue) => void
  /** Only where no label is shown. */
  label?: string
}

/** The input of one plain value, by its type; stands inside a Field or carries its own label. */
export function ValueInput({ field, value, onChange, label }: ValueInputProps) {
  const t = useText('forms')
  const words = useChoiceWords()
  const named = label === undefined ? {} : { label }
  const number = { value: typeof value === 'number' ? value : null, onChange, ...named }
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
      return <DateInput value={text} onChange={onChange} {...named} />
    case 'datetime':
      return (
        <span className="instant-input">
          <InstantInput value={text} onChange={onChange} {...named} />
          <Button onPress={() => onChange(new Date().toISOString())}>{t('now')}</Button>
        </span>
      )
    case 'bool':
    case 'enum': {
      const values = field.type === 'bool' ? ['true', 'false'] : (field.of ?? [])
      return (
        <Select
          value={value === null ? '' : plainText(value)}
          placeholder={t('choose')}
          choices={values.map((one) => ({ value: one, label: words(one) }))}
          onChange={(one) => onChange(field.type === 'bool' ? one === 'true' : one)}
          {...named}
        />
      )
    }
    case 'person':
      return <PersonInput value={text ?? ''} onChange={onChange} {...named} />
    default:
      return <TextField field={field} value={text ?? ''} onChange={onChange} {...named} />
  }
}

/** Long texts get room; short ones a line. */
const lineLength = 120

function TextField({ field, value, onChange, label }: ValueInputProps & { value: string }) {
  const long = field.type === 'text' && Number(field['maxLength'] ?? 0) > lineLength
  return (
    <TextInput
      value={value}
      lines={long}
      type={field.type === 'url' ? 'url' : 'text'}
      autoComplete="off"
      onChange={(typed) => onChange(typed === '' ? null : typed)}
      {...(label === undefined ? {} : { label })}
    />
  )
}
