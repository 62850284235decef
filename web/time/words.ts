import type { Language } from '../text/texts.ts'

const locale: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }
const known = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`
  const found = known.get(key) ?? new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options })
  known.set(key, found)
  return found
}

/** Date and clock in a zone, with the zone's name: for whoever needs to be sure. */
export function wholeInstant(instant: string, language: Language, zone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }
  return `${format(language, zone, options).format(new Date(instant))} (${zone})`
}

/** Date and clock, or only the clock where it is the same day as `now`. */
export function shortInstant(instant: string, language: Language, zone: string, now: number): string {
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const day = format(language, zone, { year: 'numeric', month: 'numeric', day: 'numeric' })
  const at = new Date(instant)
  if (day.format(at) === day.format(now)) return format(language, zone, clock).format(at)
  const sameYear = instant.slice(0, 4) === new Date(now).toISOString().slice(0, 4)
  const date: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }
  return format(language, zone, { ...date, ...clock }).format(at)
}

/** A day as people write it. */
export function dayText(instant: string, language: Language, zone: string): string {
  return format(language, zone, { month: 'short', day: 'numeric', weekday: 'short' }).format(new Date(instant))
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const relative: Record<Language, Intl.RelativeTimeFormat> = {
  zh: new Intl.RelativeTimeFormat(locale.zh, { numeric: 'auto', style: 'short' }),
  en: new Intl.RelativeTimeFormat(locale.en, { numeric: 'auto', style: 'short' }),
}

/** How long ago or from now: "in 3 hours", "3小时后". Seconds only within the last minute. */
export function relativeTo(instant: string, now: number, language: Language): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1_000)
  const words = relative[language]
  for (const [unit, size] of steps) if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  return words.format(seconds, 'second')
}
