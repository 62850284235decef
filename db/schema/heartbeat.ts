import type { ClockInstant } from './column-types.ts'

/** A process says it lives; readiness looks for a fresh one of kind `worker`. */
export interface HeartbeatTable {
  process: string
  kind: string
  seenAt: ClockInstant
}
