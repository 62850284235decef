import { dayMs } from './day.ts'
import { accept, refuse } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A length of time: elapsed milliseconds, calendar days (same clock) or working days (same clock). Never negative. */
export type Duration = { ms: number } | { days: number } | { workingDays: number }

/** The longest duration a playbook may name, in days (bad input 46). */
export const longestDurationDays = 400

const daysForm = /^(\d{1,6})(d|wd)$/
const elapsedForm = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/

/**
 * Reads '30m', '24h', '1h30m', '90s', '21d', '3wd'. Hours and less are elapsed time, days and working days keep the clock.
 * Errors: INVALID_DURATION (form, negative, over 400 days; zero too when `zero` is 'refused', as for a deadline).
 */
export function parseDuration(text: string, zero: 'allowed' | 'refused' = 'allowed'): Parsed<Duration> {
  const duration = read(text)
  if (!duration) {
    return wrong(text, 'is not a duration; write 30m, 24h, 1h30m, 21d or 3wd, without sign, fraction or space')
  }
  if (sizeInDays(duration) > longestDurationDays) {
    return wrong(text, `is longer than ${longestDurationDays} days; choose a shorter one`)
  }
  if (zero === 'refused' && sizeInDays(duration) === 0) {
    return wrong(text, 'is no time at all; a deadline needs at least a second')
  }
  return accept(duration)
}

/** A duration already known to be good. Throws RangeError otherwise. */
export function durationOf(text: string): Duration {
  const parsed = parseDuration(text)
  if (!parsed.ok) throw new RangeError(parsed.refusal.message)
  return parsed.value
}

function read(text: string): Duration | null {
  const whole = daysForm.exec(text)
  if (whole) return whole[2] === 'd' ? { days: Number(whole[1]) } : { workingDays: Number(whole[1]) }
  const elapsed = text === '' ? null : elapsedForm.exec(text)
  if (!elapsed) return null
  const minutes = Number(elapsed[1] ?? 0) * 60 + Number(elapsed[2] ?? 0)
  return { ms: (minutes * 60 + Number(elapsed[3] ?? 0)) * 1000 }
}

function sizeInDays(duration: Duration): number {
  if ('ms' in duration) return duration.ms / dayMs
  return 'days' in duration ? duration.days : duration.workingDays
}

function wrong(text: string, because: string): Parsed<never> {
  return refuse('INVALID_DURATION', `"${text}" ${because}.`, { value: text })
}
