import { setTimeout as pause } from 'node:timers/promises'

/** What `GET /readyz` says: 200 or the parts that are missing. */
export interface Readiness {
  ready: boolean
  detail: string
}

/** Asks the API once. */
export async function askReadiness(address: string): Promise<Readiness> {
  try {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3_000) })
    return { ready: response.status === 200, detail: (await response.text()).slice(0, 300) }
  } catch (error) {
    return { ready: false, detail: (error as Error).message }
  }
}

/**
 * Waits until the API says it is ready.
 * @param giveUp a reason to stop waiting, asked between tries.
 * @throws with that reason.
 */
export async function untilReady(address: string, giveUp: () => string | null): Promise<void> {
  for (;;) {
    if ((await askReadiness(address)).ready) return
    const reason = giveUp()
    if (reason !== null) throw new Error(reason)
    await pause(150)
  }
}
