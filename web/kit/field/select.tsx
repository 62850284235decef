import { useField } from './field.tsx'

export interface Choice<Value extends string> {
  value: Value
  label: string
}

export interface SelectProps<Value extends string> {
  value: Value | ''
  onChange: (value: Value) => void
  choices: readonly Choice<Value>[]
  /** What stands there while nothing is chosen; left out, something always is. */
  placeholder?: string
  label?: string
}

/** One of a few; the phone's own list where there is one. */
export function Select<Value extends string>({ value, onChange, choices, placeholder, label }: SelectProps<Value>) {
  const ties = useField()
  return (
    <select
      {...ties}
      className="input"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as Value)}
    >
      {placeholder !== undefined && (
        <option value="" disabled={value !== ''}>
          {placeholder}
        </option>
      )}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}
