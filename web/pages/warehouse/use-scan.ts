import { useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useCallback, useRef, useState } from 'react'
import { newKey } from '../../api/ask.ts'
import type { ScanFound } from '../../api/warehouse.ts'
import { scanParcel } from '../../api/warehouse.ts'

/** What was scanned, what it came upon, and the way to the next. */
export function useScan(storeId: string, input: RefObject<HTMLInputElement | null>) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<{ waybill: string; key: string } | null>(null)
  const [found, setFound] = useState<ScanFound | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const queryClient = useQueryClient()
  const latest = useRef<string | null>(null)

  const ask = useCallback(
    async (waybill: string, key: string): Promise<void> => {
      latest.current = key
      setAsked({ waybill, key })
      setBusy(true)
      setProblem(null)
      setFound(null)
      try {
        const answer = await scanParcel(storeId, waybill, key)
        if (latest.current !== key) return
        setFound(answer)
        // Where nothing opens, the next parcel may be scanned or typed at once.
        if (answer.taskId === null) input.current?.select()
      } catch (failure) {
        if (latest.current === key) setProblem(failure)
      } finally {
        if (latest.current === key) setBusy(false)
        void queryClient.invalidateQueries({ queryKey: ['boards', 'scans'] })
      }
    },
    [storeId, input, queryClient],
  )
  const look = useCallback(
    (code: string): void => {
      const waybill = code.trim()
      setTyped(waybill)
      if (waybill !== '') void ask(waybill, newKey())
    },
    [ask],
  )
  const done = asked?.key ?? null
  const next = useCallback((): void => {
    void queryClient.invalidateQueries({ queryKey: ['boards'] })
    // Whoever has scanned the next parcel while this one was being sent is left with it.
    if (latest.current !== done) return
    setTyped('')
    setAsked(null)
    setFound(null)
    setProblem(null)
    input.current?.focus()
  }, [done, input, queryClient])
  // The same act again: a scan whose answer was lost is kept once.
  const again = (): void => {
    if (asked !== null) void ask(asked.waybill, asked.key)
  }
  return { typed, type: setTyped, found, busy, problem, look, next, again }
}
