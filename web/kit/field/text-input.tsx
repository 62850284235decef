import type { InputHTMLAttributes, Ref } from 'react'
import { useField } from './field.tsx'

export interface TextInputProps {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  /** More than one line. */
  lines?: boolean
  type?: 'text' | 'email' | 'password' | 'url' | 'search'
  placeholder?: string
  autoComplete?: string
  inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode']
  maxLength?: number
  readOnly?: boolean
  /** Only where no label is shown. */
  label?: string
  inputRef?: Ref<HTMLInputElement>
  autoFocus?: boolean
}

/** One line of text, or several. */
export function TextInput({ value, onChange, lines = false, type = 'text', label, inputRef, ...rest }: TextInputProps) {
  const ties = useField()
  const common = { ...ties, ...rest, className: 'input', value, 'aria-label': label }
  if (lines) return <textarea {...common} onChange={(event) => onChange(event.target.value)} />
  return <input {...common} ref={inputRef} type={type} onChange={(event) => onChange(event.target.value)} />
}
