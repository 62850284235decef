import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Change, EndReason } from '#api/contract/stream.ts'
import { meQuery } from './me.ts'
import { refreshTasks, runOf } from './refresh-tasks.ts'

/** Whether the page hears of changes: at once, by asking now and then, or not at all. */
export type StreamState = 'live' | 'polling' | 'reconnecting' | 'offline'

const gatherMs = 150
const pollMs = 15_000
const retryMs = 5_000
// Whatever shows many runs at once; each of these keys begins with its noun.
const lists = ['runs', 'boards', 'workload']

/**
 * Keeps what is shown up to date. One connection per tab: a tab that is not looked at is frozen by the browser at will,
 * so a leader among tabs would now and then be one that sleeps.
 */
export function useStream(): StreamState {
  const queryClient = useQueryClient()
  const [state, setState] = useState<StreamState>('live')
  useEffect(() => openStream(queryClient, setState), [queryClient])
  return state
}

function openStream(queryClient: QueryClient, say: (state: StreamState) => void): () => void {
  const changes = gatherChanges(queryClient)
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let poll: ReturnType<typeof setInterval> | undefined
  let wasOpen = false

  const wait = (state: StreamState): void => {
    clearTimeout(again)
    again = setTimeout(connect, retryMs)
    poll ??= setInterval(changes.everything, pollMs)
    say(state)
  }
  // Too many pages are open under one sign-in: the older ones ask now and then.
  const pollOnly = (): void => {
    poll ??= setInterval(changes.everything, pollMs)
    say('polling')
  }
  const connect = (): void => {
    source = new EventSource('/api/v1/stream')
    source.addEventListener('open', () => {
      clearInterval(poll)
      poll = undefined
      // What happened while nobody listened is asked for once.
      if (wasOpen) changes.everything()
      wasOpen = true
      say('live')
    })
    source.addEventListener('change', (event: MessageEvent<string>) => changes.add(JSON.parse(event.data) as Change))
    source.addEventListener('notice', () => void queryClient.invalidateQueries({ queryKey: ['notices'] }))
    source.addEventListener('reset', changes.everything)
    source.addEventListener('end', (event: MessageEvent<string>) => {
      const { reason } = JSON.parse(event.data) as { reason: EndReason }
      source?.close()
      if (reason === 'superseded') return pollOnly()
      if (reason !== 'closing') void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
      wait(navigator.onLine ? 'reconnecting' : 'offline')
    })
    source.addEventListener('error', () => {
      // The browser tries again by itself after a break, but not after an answer it could not use.
      if (source?.readyState === EventSource.CLOSED) wait(navigator.onLine ? 'polling' : 'offline')
      else say(navigator.onLine ? 'reconnecting' : 'offline')
    })
  }
  connect()
  const offline = (): void => say('offline')
  window.addEventListener('offline', offline)
  return () => {
    window.removeEventListener('offline', offline)
    clearTimeout(again)
    clearInterval(poll)
    changes.stop()
    source?.close()
  }
}

/** Many changes in a moment, as when a case is worked through, lead to one reading. */
function gatherChanges(queryClient: QueryClient) {
  const runs = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    timer = undefined
    const changed = new Set(runs)
    runs.clear()
    refreshTasks(queryClient, changed)
    for (const list of lists) void queryClient.invalidateQueries({ queryKey: [list] })
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [noun, id] }) =>
        typeof id === 'string' && ((noun === 'run' && changed.has(id)) || (noun === 'task' && changed.has(runOf(id)))),
    })
  }
  return {
    add({ runId }: Change) {
      runs.add(runId)
      timer ??= setTimeout(flush, gatherMs)
    },
    everything: () => void queryClient.invalidateQueries(),
    stop: () => clearTimeout(timer),
  }
}
