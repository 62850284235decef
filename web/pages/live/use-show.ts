import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { CueSheet } from '#engine/live/cue-sheet.ts'
import { runOfShow } from '#engine/live/run-of-show.ts'
import type { RunOfShow } from '#engine/live/run-of-show.ts'
import type { DeskBody } from '../../api/desk.ts'
import { deskQuery } from '../../api/desk.ts'
import { useServerNow } from '../../time/server-clock.ts'

/** What a desk shows now; counted here by the engine's own rules, so it goes on when the network does not. */
export interface Show {
  desk: DeskBody
  show: RunOfShow
  now: number
  /** Since when nothing was heard (epoch ms of this device), or null while all is well. */
  silentSince: number | null
}

/** null while nothing has been read yet; `problem` when nothing can be. */
export function useShow(runId: string): { shown: Show | null; problem: unknown; again: () => void } {
  const query = useQuery(deskQuery(runId))
  const now = useServerNow()
  const online = useOnline()
  const { data: desk, dataUpdatedAt, isError, failureCount } = query
  const show = useMemo(() => (desk ? runOfShow(desk as CueSheet & DeskBody, now) : null), [desk, now])
  const silent = desk !== undefined && (!online || isError || failureCount > 0)
  const shown = desk && show ? { desk, show, now, silentSince: silent ? dataUpdatedAt : null } : null
  return { shown, problem: desk === undefined ? query.error : null, again: () => void query.refetch() }
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return online
}
