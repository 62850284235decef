import { useSyncExternalStore } from 'react'

/** One timer for everything on the page that shows how long is left: each second, and not while nobody looks. */
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  if (document.hidden) return
  now = Date.now()
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    now = Date.now()
    timer = setInterval(tick, 1_000)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', tick)
  }
}

/** Now in epoch ms, rounded down to `stepMs` so that what shows minutes is not drawn every second. */
export function useNow(stepMs = 1_000): number {
  return useSyncExternalStore(listen, () => Math.floor(now / stepMs) * stepMs)
}
