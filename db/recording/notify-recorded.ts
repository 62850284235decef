import { sql } from 'kysely'
import type { Connection } from '../database.ts'

/** Channel on which every recording process tells how far each run is readable. */
export const recordedChannel = 'zhangfa_recorded'

/** Postgres refuses payloads of 8000 bytes and more. */
const payloadBytes = 7_900

/** Tells all listeners, at commit, how far these runs are recorded: JSON lists of `[sopRunId, seq]`. */
export async function notifyRecorded(
  connection: Connection,
  reached: readonly [sopRunId: string, seq: number][],
): Promise<void> {
  if (reached.length === 0) return
  const payloads = recordedPayloads(reached)
  await sql`select pg_notify(${recordedChannel}, p) from unnest(${payloads}::text[]) as p`.execute(connection)
}

/** Cuts the list into JSON texts that fit a notification each. */
export function recordedPayloads(reached: readonly [sopRunId: string, seq: number][]): string[] {
  const payloads: string[] = []
  let entries: string[] = []
  let bytes = 2
  for (const pair of reached) {
    const entry = JSON.stringify(pair)
    const size = Buffer.byteLength(entry) + 1
    if (bytes + size > payloadBytes && entries.length > 0) {
      payloads.push(`[${entries.join(',')}]`)
      entries = []
      bytes = 2
    }
    entries.push(entry)
    bytes += size
  }
  if (entries.length > 0) payloads.push(`[${entries.join(',')}]`)
  return payloads
}
