import { useId } from 'react'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { Button } from '../kit/button/button.tsx'
import { Toggle } from '../kit/field/toggle.tsx'
import { usePick, useText } from '../text/use-text.ts'
import { useChoiceWords } from './choice-words.ts'
import { ValueInput } from './value-input.tsx'
import type { FieldBody } from './work-out.ts'
import { withAnswer } from './work-out.ts'
import { plainText } from './plain-text.ts'

export interface RowsFieldProps {
  field: FieldBody
  label: string
  value: JsonValue
  required: boolean
  error: string | null
  onChange: (value: JsonValue) => void
}

/** Several values in one field: rows of columns, a record, or a plain list. */
export function RowsField(props: RowsFieldProps) {
  const { field, label, required, error, value, onChange } = props
  const id = useId()
  const list = Array.isArray(value) ? value : []
  const ofEnum = field.type === 'list' && field['item'] === 'enum'
  return (
    <fieldset className="rows-field" aria-describedby={error === null ? undefined : id}>
      <legend>
        {label}
        {required && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      {field.type === 'record' ? (
        <Row columns={columnsOf(field)} row={asRow(value)} onChange={onChange} />
      ) : ofEnum ? (
        <Several of={field.of ?? []} chosen={list} onChange={onChange} />
      ) : (
        <Entries field={field} entries={list} onChange={onChange} />
      )}
      {error !== null && (
        <p className="field-error" id={id}>
          {error}
        </p>
      )}
    </fieldset>
  )
}

function Several(props: { of: readonly string[]; chosen: JsonValue[]; onChange: (value: JsonValue) => void }) {
  const words = useChoiceWords()
  const { of, chosen, onChange } = props
  return of.map((one) => (
    <Toggle
      key={one}
      value={chosen.includes(one)}
      onChange={(on) => onChange(on ? [...chosen, one] : chosen.filter((other) => other !== one))}
    >
      {words(one)}
    </Toggle>
  ))
}

function Entries(props: { field: FieldBody; entries: JsonValue[]; onChange: (value: JsonValue) => void }) {
  const { field, entries, onChange } = props
  const t = useText('forms')
  const pick = usePick()
  const put = (at: number, value: JsonValue): void => onChange(entries.with(at, value))
  return (
    <>
      {entries.map((entry, at) => (
        <div className="form-entry" key={at}>
          {field.type === 'rows' ? (
            <Row columns={columnsOf(field)} row={asRow(entry)} onChange={(row) => put(at, row)} />
          ) : (
            <ValueInput
              field={{ ...field, type: plainText(field['item'] ?? 'text') }}
              value={entry}
              label={`${pick(field.title)} ${at + 1}`}
              onChange={(value) => put(at, value ?? '')}
            />
          )}
          <Button
            tone="quiet"
            icon="cross"
            label={t('removeEntry', { at: at + 1 })}
            onPress={() => onChange(entries.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button icon="plus" onPress={() => onChange([...entries, field.type === 'rows' ? {} : ''])}>
        {t('addEntry')}
      </Button>
    </>
  )
}

function Row(props: { columns: readonly FieldBody[]; row: JsonObject; onChange: (row: JsonObject) => void }) {
  const pick = usePick()
  const { columns, row, onChange } = props
  return (
    <div className="form-row">
      {columns.map((column) => (
        <label key={column.name}>
          <span>{pick(column.title)}</span>
          <ValueInput
            field={column}
            value={row[column.name] ?? null}
            label={pick(column.title)}
            onChange={(value) => onChange(withAnswer(row, column.name, value))}
          />
        </label>
      ))}
    </div>
  )
}

function columnsOf(field: FieldBody): readonly FieldBody[] {
  return (field['columns'] ?? []) as FieldBody[]
}

function asRow(value: JsonValue): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
