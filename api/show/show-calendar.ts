import type { z } from 'zod'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { CalendarShape } from '../contract/runs.ts'

type ShownCalendar = z.infer<typeof CalendarShape>

const spare = 7

/** The days off and make-up days around a plan, with a week on each side; instants ISO, null = open. */
export function showCalendar(calendar: RunCalendar, from: string, to: string | null): ShownCalendar {
  const first = dayFrom(from, -spare)
  const last = dayFrom(to === null || to < from ? from : to, spare)
  const within = (days: readonly string[]) => days.filter((day) => day >= first && day <= last)
  return {
    zone: calendar.zone,
    holidays: within(calendar.holidays),
    makeUpWorkdays: within(calendar.makeUpWorkdays),
    coversUntil: calendar.coversUntil,
  }
}

function dayFrom(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10)
}
