import type { ReactNode } from 'react'
import { useId } from 'react'
import type { JsonValue } from '#engine/model/text.ts'
import { Icon } from '../kit/icon/icon.tsx'
import { useChoiceWords } from './choice-words.ts'
import type { FieldBody } from './work-out.ts'
import { plainText } from './plain-text.ts'

export interface ChoiceFieldProps {
  field: FieldBody
  label: string
  value: JsonValue
  required: boolean
  error: string | null
  aside?: ReactNode
  onChange: (value: JsonValue) => void
}

/** A few choices as buttons: one tap decides, arrows move between them. */
export function ChoiceField({ field, label, value, required, error, aside, onChange }: ChoiceFieldProps) {
  const words = useChoiceWords()
  const id = useId()
  const values = field.type === 'bool' ? ['true', 'false'] : (field.of ?? [])
  return (
    <fieldset className="choice-field" aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend>
        {label}
        {required && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
        {aside}
      </legend>
      <div className="choices">
        {values.map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name={id}
              value={one}
              checked={value !== null && plainText(value) === one}
              onChange={() => onChange(field.type === 'bool' ? one === 'true' : one)}
            />
            <span>{words(one)}</span>
          </label>
        ))}
      </div>
      {error !== null && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="warn" size={16} />
          {error}
        </p>
      )}
    </fieldset>
  )
}
