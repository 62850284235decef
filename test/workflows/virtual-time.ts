import type { TimeSkipping } from '../support/time-skipping.ts'
import { openTimeSkipping } from '../support/time-skipping.ts'

/** `temporal.api.enums.v1.IndexedValueType`: 2 keyword, 6 date and time. */
const indexedAs = { SopId: 2, StoreId: 2, Hosting: 2, RunStatus: 2, Stage: 2, DueAt: 6 }

/** The server's clock of one test file, moved by hand: weeks pass in milliseconds, every timer on the way fires. */
export interface VirtualTime {
  temporal: TimeSkipping
  now(): Promise<string>
  /** Moves on to an instant; does nothing when it has passed. */
  travelTo(at: string): Promise<void>
  close(): Promise<void>
}

/** Opens a time-skipping server at an instant (its clock starts now, so it must lie ahead). */
export async function openVirtualTime(startAt: string): Promise<VirtualTime> {
  const temporal = await openTimeSkipping()
  await temporal.connection.operatorService.addSearchAttributes({
    namespace: temporal.namespace,
    searchAttributes: indexedAs,
  })
  const travelTo = async (at: string): Promise<void> => {
    const aheadMs = Date.parse(at) - Date.parse(await temporal.now())
    if (aheadMs > 0) await temporal.sleep(aheadMs)
  }
  await travelTo(startAt)
  return { temporal, now: () => temporal.now(), travelTo, close: () => temporal.close() }
}
