import type { ReactNode } from 'react'
import { createContext, useContext, useId } from 'react'
import { useText } from '../../text/use-text.ts'
import { Icon } from '../icon/icon.tsx'
import './field.css'

/** What ties an input to its label, hint and error. */
export interface FieldTies {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

const Ties = createContext<FieldTies | null>(null)

/** The ties of the field an input stands in; every input of the kit takes them. */
export function useField(): FieldTies {
  const own = useId()
  return (
    useContext(Ties) ?? {
      id: own,
      'aria-describedby': undefined,
      'aria-invalid': undefined,
      'aria-required': undefined,
    }
  )
}

export interface FieldProps {
  label: string
  hint?: ReactNode
  /** What is wrong with it; read with the input. */
  error?: string | null | undefined
  required?: boolean
  children: ReactNode
  /** Beside the label: where a value comes from, a counter. */
  aside?: ReactNode
}

/** Label, hint and error round one input. */
export function Field({ label, hint, error, required = false, children, aside }: FieldProps) {
  const id = useId()
  const t = useText('kit')
  const told = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const ties: FieldTies = {
    id,
    'aria-describedby': told === '' ? undefined : told,
    'aria-invalid': error ? true : undefined,
    'aria-required': required ? true : undefined,
  }
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>
          {label}
          {required && (
            <span className="field-required" title={t('required')} aria-hidden="true">
              *
            </span>
          )}
        </label>
        {aside !== undefined && <span className="field-aside">{aside}</span>}
      </div>
      <Ties value={ties}>{children}</Ties>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="warn" size={16} />
          {error}
        </p>
      )}
    </div>
  )
}
