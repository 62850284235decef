import { useSyncExternalStore } from 'react'

interface Sample {
  offsetMs: number
  /** Half the way there and back: the offset is known no better. */
  doubtMs: number
  at: number
}

const keptSamples = 8
const tickMs = 250
let samples: readonly Sample[] = []

/** Compares the server's clock with this device's. All in epoch ms, `sent` and `received` by this device. */
export function noteServerClock(serverMs: number, sent: number, received: number): void {
  const sample = { offsetMs: serverMs - (sent + received) / 2, doubtMs: (received - sent) / 2, at: received }
  samples = [...samples, sample].slice(-keptSamples)
}

/** How far the server is ahead of this device, by the answer that came fastest; 0 before the first. */
export function serverOffsetMs(): number {
  const best = samples.reduce<Sample | null>(
    (least, one) => (least && least.doubtMs <= one.doubtMs ? least : one),
    null,
  )
  return Math.round(best?.offsetMs ?? 0)
}

/** Now by the server's clock, epoch ms. */
export function serverNow(): number {
  return Date.now() + serverOffsetMs()
}

let shownMs = serverNow()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  shownMs = serverNow()
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  tick()
  timer ??= setInterval(tick, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Now by the server's clock, four times a second; it goes on without a network. */
export function useServerNow(): number {
  return useSyncExternalStore(listen, () => shownMs)
}
