import { useState } from 'react'
import { useText } from '../../text/use-text.ts'
import { useField } from './field.tsx'
import { readDecimal, writeDecimal } from './typed-number.ts'

export interface NumberInputProps {
  value: number | null
  onChange: (value: number | null) => void
  placeholder?: string
  label?: string
}

interface UnitsProps extends NumberInputProps {
  places: number
  unit?: string
  unitFirst?: boolean
}

/** A decimal typed as text: what is not a number stays typed, is marked, and counts as nothing. */
function UnitsInput({ value, onChange, places, unit, unitFirst = false, placeholder, label }: UnitsProps) {
  const ties = useField()
  const t = useText('kit')
  const [typed, setTyped] = useState(value === null ? '' : writeDecimal(value, places))
  const read = readDecimal(typed, places)
  // A value set from outside replaces what was typed, unless they say the same.
  const shown = value === null || read.value === value ? typed : writeDecimal(value, places)
  const fault = shown === typed && 'fault' in read ? read.fault : null
  const input = (
    <input
      {...ties}
      className="input input-number"
      inputMode={places === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      aria-label={label}
      aria-invalid={fault !== null || ties['aria-invalid']}
      placeholder={placeholder}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(readDecimal(event.target.value, places).value)
      }}
    />
  )
  return (
    <>
      <span className="input-with-unit">
        {unitFirst && unit}
        {input}
        {!unitFirst && unit}
      </span>
      {fault !== null && (
        <span className="field-error" role="alert">
          {fault === 'too-fine' ? t('number.tooFine', { places }) : t('number.notANumber')}
        </span>
      )}
    </>
  )
}

/** A whole number. */
export function NumberInput(props: NumberInputProps) {
  return <UnitsInput {...props} places={0} />
}

/** Money: typed in yuan, `value` in whole fen. */
export function MoneyInput(props: NumberInputProps) {
  return <UnitsInput {...props} places={2} unit="¥" unitFirst />
}

/** A share typed in percent; `value` is that number, 4.5 for 4.5 %. At most two decimals. */
export function PercentInput({ value, onChange, ...rest }: NumberInputProps) {
  return (
    <UnitsInput
      {...rest}
      places={2}
      unit="%"
      value={value === null ? null : Math.round(value * 100)}
      onChange={(units) => onChange(units === null ? null : Number(writeDecimal(units, 2)))}
    />
  )
}

/** A number with decimals, at most four. */
export function DecimalInput({ value, onChange, ...rest }: NumberInputProps) {
  return (
    <UnitsInput
      {...rest}
      places={4}
      value={value === null ? null : Math.round(value * 10_000)}
      onChange={(units) => onChange(units === null ? null : Number(writeDecimal(units, 4)))}
    />
  )
}
