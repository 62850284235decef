import { Temporal } from 'temporal-polyfill'

const fromNow = /^now(?:([+-]\d+)([mhd]))?$/
const onDay = /^day([+-]\d+)d(?: (\d\d:\d\d))?$/
const minutes = { m: 1, h: 60, d: 1_440 }

/**
 * What a text of demo-runs.yaml means at a time: `now-12m` an instant, `day+2d 20:00` the instant of that clock, `day+43d` a date;
 * every other text itself.
 * @param zone time zone of days and clocks.
 */
export function demoTime(text: string, nowMs: number, zone: string): string {
  const instant = fromNow.exec(text)
  if (instant) {
    const [, amount = '0', unit = 'm'] = instant
    return new Date(nowMs + Number(amount) * minutes[unit as keyof typeof minutes] * 60_000).toISOString()
  }
  const day = onDay.exec(text)
  if (!day) return text
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone).toPlainDate()
  const date = today.add({ days: Number(day[1]) })
  if (day[2] === undefined) return date.toString()
  return new Date(date.toZonedDateTime({ timeZone: zone, plainTime: day[2] }).epochMilliseconds).toISOString()
}

/** The same for every text in a value read from YAML. */
export function inDemoTime(value: unknown, nowMs: number, zone: string): unknown {
  if (typeof value === 'string') return demoTime(value, nowMs, zone)
  if (Array.isArray(value)) return value.map((one) => inDemoTime(one, nowMs, zone))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inDemoTime(one, nowMs, zone)]))
}
