import { useVirtualizer } from '@tanstack/react-virtual'
import type { ReactNode } from 'react'
import { useCallback, useEffect, useRef } from 'react'
import './list.css'

export interface VirtualListProps<Row> {
  label: string
  rows: readonly Row[]
  /** The same function at every drawing. */
  keyOf: (row: Row) => string
  /** One row; a link or a button inside takes the focus. */
  render: (row: Row, at: number) => ReactNode
  /** Height most rows have, px. */
  rowHeight: number
  /** Row to keep in sight, such as the one chosen by keys. */
  inSight?: number | undefined
  /** Told when the end comes into sight: there may be more to fetch. */
  onEnd?: () => void
}

const overscan = 8
/** Rows before the end at which more are fetched, so that whoever scrolls seldom sees the end. */
const fetchAhead = 40

/** A list of any length: only the rows in sight are drawn. It fills its parent and scrolls inside. */
export function VirtualList<Row>({ label, rows, keyOf, render, rowHeight, inSight, onEnd }: VirtualListProps<Row>) {
  const frame = useRef<HTMLDivElement>(null)
  // Another function here would make it measure every row anew at each drawing.
  const getItemKey = useCallback((at: number) => keyOf(rows[at] as Row), [rows, keyOf])
  const estimateSize = useCallback(() => rowHeight, [rowHeight])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize,
    getItemKey,
    overscan,
  })
  const drawn = virtual.getVirtualItems()
  const lastDrawn = drawn.at(-1)?.index ?? -1
  useEffect(() => {
    if (lastDrawn >= rows.length - 1 - fetchAhead) onEnd?.()
  }, [lastDrawn, rows.length, onEnd])
  useEffect(() => {
    if (inSight !== undefined) virtual.scrollToIndex(inSight, { align: 'auto' })
  }, [inSight, virtual])
  return (
    <div ref={frame} className="virtual-list" tabIndex={-1}>
      <ul aria-label={label} style={{ height: virtual.getTotalSize() }}>
        {drawn.map((item) => (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {render(rows[item.index] as Row, item.index)}
          </li>
        ))}
      </ul>
    </div>
  )
}
