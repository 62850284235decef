import { Context } from '@temporalio/activity'

const heartbeatEveryMs = 1_500

/** Wraps an activity so that its worker is heard while it takes long: another takes over seconds after that stops. */
export function alive<Args extends unknown[], Result>(
  act: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    const context = Context.current()
    const timer = setInterval(() => context.heartbeat(), heartbeatEveryMs)
    try {
      return await act(...args)
    } finally {
      clearInterval(timer)
    }
  }
}
