import { Link } from '@tanstack/react-router'
import { memo, useState } from 'react'
import { FormStore } from '../../forms/form-store.ts'
import type { FieldBody } from '../../forms/work-out.ts'
import '../../forms/forms.css'
import { Button } from '../../kit/button/button.tsx'
import '../../kit/table/table.css'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { GridCell } from './grid-cell.tsx'
import { moveByKeys } from './grid-keys.ts'
import { GridResult } from './grid-result.tsx'
import type { GridRow, GridState, RowActs } from './use-grid.ts'
import { canBeFilled } from './use-grid.ts'

/** Fields that need a page of their own. */
const tooLarge = new Set(['rows', 'record', 'list'])

/** One row per run, one column per field. */
export function GridTable({ grid, label }: { grid: GridState; label: string }) {
  const t = useText('warehouse')
  const { tried, change, toggle } = grid
  const fields = useSteady(fieldsOf(grid.rows))
  const hasList = grid.rows.some(({ task }) => (task?.checklist.length ?? 0) > 0)
  return (
    <div className="table-frame grid-frame" data-scrolls-sideways role="region" aria-label={label} tabIndex={0}>
      <table className="table grid" onKeyDown={(event) => moveByKeys(event, grid.fillDown)}>
        <thead>
          <tr>
            <th scope="col">{t('grid.run')}</th>
            {fields.map((field) => (
              <FieldHead key={field.name} field={field} onFill={() => grid.fillDown(0, field.name)} />
            ))}
            {hasList && <th scope="col">{t('grid.checklist')}</th>}
            <th scope="col">{t('today.result')}</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, at) => (
            <Line key={row.summary.id} {...{ row, at, fields, hasList, tried, change, toggle }} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps extends RowActs {
  row: GridRow
  at: number
  fields: readonly FieldBody[]
  hasList: boolean
}

const Line = memo(function Line({ row, at, fields, hasList, ...acts }: LineProps) {
  const t = useText('warehouse')
  const pick = usePick()
  return (
    <tr data-state={row.state.kind}>
      <RunHead row={row} toggle={acts.toggle} />
      {fields.map((field, column) => (
        <td key={field.name} data-row={at} data-column={column} data-field={field.name} data-head={pick(field.title)}>
          <FormStore value={row.summary.storeId}>
            {tooLarge.has(field.type) ? <OpenTask row={row} /> : <GridCell row={row} field={field} acts={acts} />}
          </FormStore>
        </td>
      ))}
      {hasList && (
        <td data-head={t('grid.checklist')}>
          <AllTicked row={row} change={acts.change} />
        </td>
      )}
      <td className="grid-result" data-head={t('today.result')}>
        <GridResult row={row} acts={acts} />
      </td>
    </tr>
  )
})

function FieldHead({ field, onFill }: { field: FieldBody; onFill: () => void }) {
  const t = useText('warehouse')
  const name = usePick()(field.title)
  const canFill = !tooLarge.has(field.type) && field.type !== 'file' && field.type !== 'files'
  return (
    <th scope="col">
      {name} {canFill && <Button tone="quiet" icon="down" label={t('grid.fill', { name })} onPress={onFill} />}
    </th>
  )
}

function RunHead(props: { row: GridRow; toggle: RowActs['toggle'] }) {
  const { summary, isOut, state } = props.row
  const t = useText('warehouse')
  const name = summary.correlationKey ?? summary.runId
  return (
    <th scope="row">
      <label className="grid-run">
        {state.kind === 'open' && (
          <input
            type="checkbox"
            checked={!isOut}
            aria-label={t('grid.take', { name })}
            onChange={() => props.toggle(summary.id)}
          />
        )}
        <span>{name}</span>
      </label>
      <DueChip dueAt={summary.dueAt} hard={summary.hard} inRow />
    </th>
  )
}

function OpenTask({ row }: { row: GridRow }) {
  const t = useText('warehouse')
  return (
    <Link to="/tasks/$taskId" params={{ taskId: row.summary.id }}>
      {t('handover.openTask')}
    </Link>
  )
}

function AllTicked({ row, change }: { row: GridRow; change: RowActs['change'] }) {
  const t = useText('warehouse')
  const { task, typed, summary } = row
  const ids = task?.checklist.map(({ id }) => id) ?? []
  return (
    <label>
      <input
        type="checkbox"
        disabled={!canBeFilled(row)}
        checked={ids.length > 0 && ids.every((id) => typed.checklist.includes(id))}
        onChange={(event) => change(summary.id, { ...typed, checklist: event.target.checked ? ids : [] })}
      />{' '}
      {t('grid.allTicked', { count: ids.length })}
    </label>
  )
}

/** The fields of all rows, in the order of the first that has them. */
function fieldsOf(rows: readonly GridRow[]): FieldBody[] {
  const fields = new Map<string, FieldBody>()
  for (const { task, worked } of rows)
    for (const field of task?.form ?? [])
      if (worked?.shown.has(field.name) === true && !fields.has(field.name)) fields.set(field.name, field)
  const order = rows.find(({ task }) => task !== null)?.task?.form.map(({ name }) => name) ?? []
  return [...fields.values()].toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

/** The same list as before while it holds the same fields. */
function useSteady(fields: readonly FieldBody[]): readonly FieldBody[] {
  const [steady, setSteady] = useState(fields)
  const namesOf = (list: readonly FieldBody[]) => list.map(({ name }) => name).join()
  if (namesOf(steady) === namesOf(fields)) return steady
  setSteady(fields)
  return fields
}
