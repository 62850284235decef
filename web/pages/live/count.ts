/** A length of time as people read it off a wall: 4:05, 1:02:30; rounded down to seconds, without a sign. */
export function count(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor((seconds % 3_600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** What is left is rounded up, so that it reads 0:00 only once nothing is. */
export function countDown(ms: number): string {
  return count(ms > 0 ? Math.ceil(ms / 1_000) * 1_000 : ms)
}

/** A clock with seconds in the store's zone. */
export function clockText(ms: number, zone: string, seconds = true): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  }).format(ms)
}

/** What an entry of a list is called: its name, its title, its SKU. */
export function entryName(entry: unknown): string | null {
  if (typeof entry === 'string') return entry
  if (typeof entry !== 'object' || entry === null) return null
  const record = entry as Record<string, unknown>
  const name = record['name'] ?? record['title'] ?? record['sku']
  return typeof name === 'string' ? name : null
}

/** Prices of an item in fen, where the entry has them. */
export function prices(entry: unknown): { list: number | null; live: number | null } {
  const record = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {}
  const fen = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  return { list: fen(record['list_price']), live: fen(record['live_price']) }
}
