import type { App } from '../house.ts'
import { Problem } from '../problem.ts'

const lookEveryMs = 250
const retrySeconds = 2

/**
 * While the process is late with everything, new requests are turned away at once (503, Retry-After), so that those under way
 * come to an end. Whether it lives and is ready can always be asked.
 * @param aboveMs how late a timer may fire.
 */
export function shedLoad(app: App, aboveMs: number): void {
  let looked = performance.now()
  let lateMs = 0
  const timer = setInterval(() => {
    const now = performance.now()
    // One late look is forgotten slowly: what piled up meanwhile must be worked off first.
    lateMs = Math.max(now - looked - lookEveryMs, lateMs / 2)
    looked = now
  }, lookEveryMs)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
  app.addHook('onRequest', async (request) => {
    if (/^\/(healthz|readyz)/.test(request.url)) return
    const lagMs = Math.round(Math.max(lateMs, performance.now() - looked - lookEveryMs))
    if (lagMs <= aboveMs) return
    request.log.warn({ lagMs }, 'turned away')
    throw new Problem(
      'UNAVAILABLE',
      'The house has more to do than it can at this moment; nothing was done. Try again shortly.',
      {
        headers: { 'retry-after': String(retrySeconds) },
      },
    )
  })
}
