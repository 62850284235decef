import { offsetMinutes } from '../../../time/zone.ts'

export const dayMs = 86_400_000
const minuteMs = 60_000

export interface PlanDay {
  /** 2026-12-12, in the store's zone. */
  day: string
  /** Epoch ms of its midnight there. */
  startMs: number
  kind: 'work' | 'weekend' | 'holiday' | 'makeUp'
}

export interface PlanCalendar {
  zone: string
  holidays: readonly string[]
  makeUpWorkdays: readonly string[]
}

/** The day an instant (epoch ms) falls on in a zone. */
export function dayAt(ms: number, zone: string): string {
  return new Date(ms + offsetMinutes(ms, zone) * minuteMs).toISOString().slice(0, 10)
}

/** Every day from one instant to another, both included, with what it is in the store's calendar; at most `most`. */
export function daysBetween(fromMs: number, toMs: number, calendar: PlanCalendar, most = 120): PlanDay[] {
  const days: PlanDay[] = []
  const last = dayAt(toMs, calendar.zone)
  let day = dayAt(fromMs, calendar.zone)
  while (day <= last && days.length < most) {
    const utcMs = Date.parse(`${day}T00:00:00Z`)
    days.push({ day, startMs: utcMs - offsetMinutes(utcMs, calendar.zone) * minuteMs, kind: kindOf(day, calendar) })
    day = new Date(utcMs + dayMs).toISOString().slice(0, 10)
  }
  return days
}

function kindOf(day: string, { holidays, makeUpWorkdays }: PlanCalendar): PlanDay['kind'] {
  if (makeUpWorkdays.includes(day)) return 'makeUp'
  if (holidays.includes(day)) return 'holiday'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? 'weekend' : 'work'
}
