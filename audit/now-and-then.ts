/** When to do something again and again. Milliseconds. */
export interface Rhythm {
  firstMs: number
  everyMs: number
}

/** Does something now and then until the returned function is called, never twice at once; what it throws ends that turn only. */
export function nowAndThen({ firstMs, everyMs }: Rhythm, act: () => Promise<unknown>): () => Promise<void> {
  let underWay: Promise<unknown> = Promise.resolve()
  let busy = false
  const turn = (): void => {
    if (busy) return
    busy = true
    underWay = act()
      .catch(() => undefined)
      .finally(() => (busy = false))
  }
  const timers = [setTimeout(turn, firstMs), setInterval(turn, everyMs)]
  return async () => {
    timers.forEach(clearTimeout)
    // It may take long; whoever ends does not wait for all of it.
    await Promise.race([underWay, new Promise((resolve) => setTimeout(resolve, 3_000).unref())])
  }
}
