import { useState } from 'react'
import { queryClient } from '../../api/query-client.ts'

/** Sends an act, keeps its problem for the page, and reads again what it may have changed. */
export function useAct(...changes: readonly string[]) {
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  /** @returns whether it was done. */
  async function act(send: () => Promise<unknown>): Promise<boolean> {
    setBusy(true)
    setProblem(null)
    try {
      await send()
      await Promise.all(changes.map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
      return true
    } catch (error) {
      setProblem(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { act, problem, busy }
}
