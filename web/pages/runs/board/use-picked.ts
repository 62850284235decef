import { useState } from 'react'
import type { BoardRunBody } from '../../../api/boards.ts'

export interface Picked {
  runs: readonly BoardRunBody[]
  has: (id: string) => boolean
  toggle: (id: string) => void
  clear: () => void
}

/** Runs that are ticked; one that has left the list is no longer among them. */
export function usePicked(rows: readonly BoardRunBody[]): Picked {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  return {
    runs: rows.filter((run) => ids.has(run.id)),
    has: (id) => ids.has(id),
    toggle: (id) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      setIds(next)
    },
    clear: () => setIds(new Set()),
  }
}
