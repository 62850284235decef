import { createContext, useContext } from 'react'

/** The zone of the store that is looked at: dates are shown and typed in it, whatever the device thinks. */
export const Zone = createContext('Asia/Shanghai')

export function useZone(): string {
  return useContext(Zone)
}

const partsOf = new Map<string, Intl.DateTimeFormat>()

/** Minutes a zone is ahead of UTC at an instant (epoch ms). */
export function offsetMinutes(ms: number, zone: string): number {
  const format = partsOf.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  partsOf.set(zone, format)
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d+):?(\d*)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes || '0'))
}

/** The local clock of an instant as a `datetime-local` input holds it: 2026-12-12T09:30. */
export function toLocalInput(instant: string, zone: string): string {
  const ms = Date.parse(instant)
  return new Date(ms + offsetMinutes(ms, zone) * 60_000).toISOString().slice(0, 16)
}

/** The instant of a local clock, RFC 3339 with the zone's offset. null when the text is none. */
export function fromLocalInput(local: string, zone: string): string | null {
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) return null
  // The offset before a clock change decides; a second look takes the one that holds at the instant itself.
  const first = offsetMinutes(asUtc, zone)
  const offset = offsetMinutes(asUtc - first * 60_000, zone)
  const text = local.length === 16 ? `${local}:00` : local
  return `${text}${offsetText(offset)}`
}

function offsetText(minutes: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`
}
