import { expect } from 'vitest'
import type { Database } from '#db/database.ts'
import { eventBody, firstBrokenLink } from '#engine/history/chain.ts'
import type { RunEvent } from '#engine/model/run-event.ts'

/** A run's events as Postgres holds them, in order; the hash rebuilt from the stored text must hold all along. */
export async function recordedEvents(db: Database, sopRunId: string): Promise<RunEvent[]> {
  const rows = await db
    .selectFrom('auditEvent')
    .select(['body', 'hash'])
    .where('sopRunId', '=', sopRunId)
    .orderBy('seq')
    .execute()
  const events = rows.map(({ body, hash }) => ({ ...(JSON.parse(body) as RunEvent), hash }))
  expect(firstBrokenLink(events)).toBeNull()
  expect(events.map((event) => eventBody(event))).toEqual(rows.map(({ body }) => body))
  return events
}

/** Waits until a run has an event of this type; fails after `patienceMs`. */
export async function untilRecorded(
  db: Database,
  sopRunId: string,
  type: RunEvent['type'],
  patienceMs = 15_000,
): Promise<void> {
  await expect.poll(() => countOf(db, sopRunId, type), { timeout: patienceMs, interval: 50 }).toBeGreaterThan(0)
}

/** How many events of a type a run has. */
export async function countOf(db: Database, sopRunId: string, type: RunEvent['type']): Promise<number> {
  const rows = await db
    .selectFrom('auditEvent')
    .select('seq')
    .where('sopRunId', '=', sopRunId)
    .where('type', '=', type)
    .execute()
  return rows.length
}

/** What differs between two runs of the same story by nature: ids, hashes and instants. */
export function withoutNature(events: readonly RunEvent[]): string[] {
  return events.map(({ hash: _hash, at: _at, ...event }) =>
    JSON.stringify(event)
      .replaceAll(event.sopRunId, 'RUN')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
      .replaceAll(/"pausedMs":\d+/g, '"pausedMs":MS')
      .replaceAll(/SKU-[a-z0-9-]+/g, 'SKU')
      .replaceAll(/launch-shop-[a-z0-9-]+/g, 'LAUNCH'),
  )
}
