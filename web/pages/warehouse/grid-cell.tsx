import { useState } from 'react'
import type { FormFinding } from '#engine/model/form.ts'
import type { JsonValue } from '#engine/model/text.ts'
import { problemOf } from '../../api/api-problem.ts'
import { findingWords } from '../../forms/finding-words.ts'
import { ShownValue } from '../../forms/shown-value.tsx'
import { ValueInput } from '../../forms/value-input.tsx'
import type { FieldBody } from '../../forms/work-out.ts'
import { fieldOf, withAnswer } from '../../forms/work-out.ts'
import { Icon } from '../../kit/icon/icon.tsx'
import { problemWords } from '../../kit/note/problem-note.tsx'
import { SeenBeforeNotes } from '../../forms/seen-before.tsx'
import { filesThatWait } from '../../queue/waiting-files.ts'
import { usePick, useText } from '../../text/use-text.ts'
import type { GridRow, RowActs } from './use-grid.ts'
import { canBeFilled } from './use-grid.ts'

interface CellProps {
  row: GridRow
  field: FieldBody
  acts: RowActs
}

const silentAtFirst = new Set(['REQUIRED', 'TOO_FEW'])

/** One field of one run, with what is wrong with it. */
export function GridCell({ row, field, acts }: CellProps) {
  const t = useText('forms')
  const pick = usePick()
  const { worked, typed, summary } = row
  if (worked === null || !worked.shown.has(field.name)) return <span aria-hidden="true">—</span>
  const value = worked.values[field.name] ?? null
  const wrong = findingsOf(row).find(
    (one) =>
      one.grade === 'block' && fieldOf(one.pointer) === field.name && (acts.tried || !silentAtFirst.has(one.code)),
  )
  const set = (next: JsonValue): void =>
    acts.change(summary.id, { ...typed, answers: withAnswer(typed.answers, field.name, next) })
  const label = `${summary.correlationKey ?? summary.runId}: ${pick(field.title)}`
  return (
    <>
      {!canBeFilled(row) || field['computed'] !== undefined ? (
        <ShownValue type={field.type} value={value} />
      ) : field.type === 'file' || field.type === 'files' ? (
        <FileCell row={row} field={field} value={value} label={label} onChange={set} />
      ) : (
        <ValueInput field={field} value={value} label={label} onChange={set} />
      )}
      {wrong && <span className="field-error">{findingWords(wrong, field, t, pick)}</span>}
    </>
  )
}

/** What the form says of a row now, and what the house said when it refused it. */
export function findingsOf({ worked, state }: GridRow): readonly FormFinding[] {
  const refused =
    state.kind === 'refused'
      ? state.problem.errors.map((one) => ({ grade: 'block' as const, ...one }) as FormFinding)
      : []
  return [...refused, ...(worked?.findings ?? [])]
}

function FileCell(props: {
  row: GridRow
  field: FieldBody
  value: JsonValue
  label: string
  onChange: (value: JsonValue) => void
}) {
  const { row, field, value, label, onChange } = props
  const t = useText('forms')
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const ids = Array.isArray(value) ? value : value === null ? [] : [value]
  const door = filesThatWait(row.summary.id, row.task?.evidence)
  const send = async (files: readonly File[]): Promise<void> => {
    setIsSending(true)
    setProblem(null)
    try {
      const sent: string[] = []
      for (const file of files) sent.push(await door.send(file, () => undefined))
      onChange(field.type === 'files' ? [...ids, ...sent] : (sent.at(-1) ?? null))
    } catch (failure) {
      setProblem(failure)
    } finally {
      setIsSending(false)
    }
  }
  return (
    <>
      <label className="button button-plain file-pick" aria-busy={isSending || undefined}>
        <Icon name="camera" />
        <span>{ids.length === 0 ? t('takePhoto') : t('fileCount', { count: ids.length })}</span>
        <input
          type="file"
          className="unseen"
          aria-label={label}
          multiple={field.type === 'files'}
          onChange={(event) => {
            void send([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
      <SeenBeforeNotes ids={ids.map(String)} door={door} />
      {problem !== null && <span className="field-error">{problemWords(problemOf(problem))}</span>}
    </>
  )
}
