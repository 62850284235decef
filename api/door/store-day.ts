import { addToDay, formatDay, parseDay } from '#engine/time/day.ts'
import type { Day } from '#engine/time/day.ts'
import { msOf } from '#engine/time/instant.ts'
import { dayStart } from '#engine/time/working-days.ts'
import { localTimeOf } from '#engine/time/zone.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { Problem } from '../problem.ts'

/** A day on a store's own calendar, and the instants it lasts from and to. */
export interface StoreDay {
  storeId: string
  day: Day
  zone: string
  fromAt: string
  toAt: string
  isOver: boolean
}

/** Reads a typed day of a store. Errors: INVALID_DATE, OUT_OF_RANGE for one that has not begun. */
export function storeDay(house: House, caller: Caller, storeId: string, text: string): StoreDay {
  const zone = caller.zones.get(storeId) ?? 'Asia/Shanghai'
  const parsed = parseDay(text)
  if (!parsed.ok) {
    const { code, message } = parsed.refusal
    throw new Problem('INVALID_DATE', message, { errors: [{ pointer: '/day', code, detail: message }] })
  }
  const now = house.deps.now()
  const today = formatDay(localTimeOf(msOf(now), zone).dayNumber)
  if (parsed.value > today) {
    throw new Problem(
      'OUT_OF_RANGE',
      `The day ${text} has not begun where the store is. Take ${today} or an earlier day.`,
    )
  }
  const of = { storeId, zone, day: parsed.value }
  const toAt = dayStart(addToDay(parsed.value, 1), zone)
  return { ...of, fromAt: dayStart(parsed.value, zone), toAt, isOver: toAt <= now }
}
