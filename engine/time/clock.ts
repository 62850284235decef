import { accept, refuse } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A time of day as 'HH:MM', '00:00' to '24:00' (the end of the day). */
export type Clock = string

const clockForm = /^(\d{2}):(\d{2})$/

/** Milliseconds since local midnight of a typed clock. Errors: INVALID_CLOCK (wrong form, 24:30, 12:60). */
export function parseClock(text: string): Parsed<number> {
  const parts = clockForm.exec(text)
  const hours = parts ? Number(parts[1]) : 99
  const minutes = parts ? Number(parts[2]) : 99
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) {
    return refuse('INVALID_CLOCK', `"${text}" is not a time of day; write it as 09:30, from 00:00 to 24:00.`, {
      value: text,
    })
  }
  return accept((hours * 60 + minutes) * 60_000)
}

/** Milliseconds since midnight of a clock already known to be good. Throws RangeError otherwise. */
export function clockMs(clock: Clock): number {
  const parsed = parseClock(clock)
  if (!parsed.ok) throw new RangeError(parsed.refusal.message)
  return parsed.value
}

/** 'HH:MM' of milliseconds since midnight; seconds are dropped. */
export function formatClock(msOfDay: number): Clock {
  const minutes = Math.floor(msOfDay / 60_000)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return `${hours < 10 ? '0' : ''}${hours}:${rest < 10 ? '0' : ''}${rest}`
}
