/** Every way a text about time can be wrong. */
export type TimeRefusalCode =
  | 'INVALID_DATE'
  | 'TIME_ZONE_MISSING'
  | 'LOCAL_TIME_MISSING'
  | 'LOCAL_TIME_AMBIGUOUS'
  | 'UNKNOWN_TIME_ZONE'
  | 'INVALID_CLOCK'
  | 'INVALID_DURATION'
  | 'INVALID_CALENDAR'
  | 'GRID_TOO_LARGE'
  | 'NO_ROOM_FOR_SEGMENTS'

/** A "no" about a typed time: one sentence that names the value, the reason and the way out. */
export interface TimeRefusal {
  code: TimeRefusalCode
  message: string
  facts: { [key: string]: string | number | string[] }
}

/** What reading a typed time gives: the value, or the reason why not. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; refusal: TimeRefusal }

/** Wraps a value that was read. */
export function accept<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

/** Wraps the reason why a text was not read. */
export function refuse(
  code: TimeRefusalCode,
  message: string,
  facts: TimeRefusal['facts'],
): { ok: false; refusal: TimeRefusal } {
  return { ok: false, refusal: { code, message, facts } }
}
