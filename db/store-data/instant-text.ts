const written =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:\d{2})?$/

/**
 * An instant that Postgres reads without guessing (UTC, or local without an offset), or null when it is malformed or the day
 * or time does not exist.
 * @param mayBeLocal whether it may lack an offset (and use slashes): it is then the session's local time.
 */
export function instantText(text: string, mayBeLocal: boolean): string | null {
  const match = written.exec(text)
  if (match === null) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = '', offset] = match
  if (offset === undefined && !mayBeLocal) return null
  if (!mayBeLocal && (text.includes('/') || month.length + day.length + hour.length < 6)) return null
  const [h, m, s] = [hour, minute, second].map(Number) as [number, number, number]
  if (!dayExists(Number(year), Number(month), Number(day)) || h > 23 || m > 59 || s > 59) return null
  if (offset !== undefined && offset !== 'Z' && (Number(offset.slice(1, 3)) > 14 || Number(offset.slice(4)) > 59))
    return null
  const two = (part: string): string => part.padStart(2, '0')
  const clock = `${two(hour)}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`
  const local = `${year}-${two(month)}-${two(day)}T${clock}`
  return offset === undefined ? local : new Date(`${local}${offset}`).toISOString()
}

function dayExists(year: number, month: number, day: number): boolean {
  const made = new Date(Date.UTC(year, month - 1, day))
  return year >= 1970 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day
}
