import type { SessionTimes } from '../deps.ts'

/** Half a day unused, a week at most, and five minutes for money (OWASP ASVS 7.3, 7.5.3). */
export const defaultSessionTimes: SessionTimes = {
  idleMs: 12 * 3_600_000,
  longestMs: 7 * 24 * 3_600_000,
  freshMs: 5 * 60_000,
}
