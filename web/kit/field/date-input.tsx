import { fromLocalInput, toLocalInput, useZone } from '../../time/zone.ts'
import { useField } from './field.tsx'

export interface DateInputProps {
  /** A day, 2026-12-12, or nothing. */
  value: string | null
  onChange: (value: string | null) => void
  min?: string
  max?: string
  label?: string
}

/** A day; the device's own calendar. */
export function DateInput({ value, onChange, min, max, label }: DateInputProps) {
  const ties = useField()
  return (
    <input
      {...ties}
      className="input"
      type="date"
      aria-label={label}
      value={value ?? ''}
      min={min}
      max={max}
      onChange={(event) => onChange(event.target.value || null)}
    />
  )
}

/** An instant on the store's clock; `value` is RFC 3339, with the store's offset when it was typed here. */
export function InstantInput({ value, onChange, label }: Omit<DateInputProps, 'min' | 'max'>) {
  const ties = useField()
  const zone = useZone()
  return (
    <input
      {...ties}
      className="input"
      type="datetime-local"
      aria-label={label}
      title={zone}
      value={value === null ? '' : toLocalInput(value, zone)}
      onChange={(event) => onChange(fromLocalInput(event.target.value, zone))}
    />
  )
}

/** A time of day, 22:00; the device's own clock face. What is half typed counts as nothing yet. */
export function ClockInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const ties = useField()
  return (
    <input
      {...ties}
      className="input"
      type="time"
      value={value}
      onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
    />
  )
}
