import type { ReactNode } from 'react'
import './table.css'

export interface Column<Row> {
  id: string
  head: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** CSS width; left out, the content decides. */
  width?: string
  /** Shown without its head where rows become cards. */
  leads?: boolean
}

export interface DataTableProps<Row> {
  /** What the table holds, for those who cannot see it. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** A row that is marked, such as the one that is open. */
  isMarked?: (row: Row) => boolean
}

/** Rows and columns as a real table; each row a card where the window is narrow. For more than a few hundred rows: VirtualList. */
export function DataTable<Row>({ label, columns, rows, keyOf, isMarked }: DataTableProps<Row>) {
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map(({ id, head, align = 'start', width }) => (
              <th key={id} scope="col" className={`table-${align}`} style={width === undefined ? {} : { width }}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} aria-current={isMarked?.(row) === true ? 'true' : undefined}>
              {columns.map(({ id, head, align = 'start', cell, leads = false }) => (
                <td key={id} className={`table-${align}${leads ? ' table-leads' : ''}`} data-head={head}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
