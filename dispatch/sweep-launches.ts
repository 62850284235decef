import type { Database } from '#db/database.ts'
import { readPlan } from '#db/reads/definitions.ts'
import type { Dispatcher } from './dispatcher.ts'
import { readUnsettledLaunches, withdrawLaunch } from './launch-ledger.ts'

const batchSize = 20

/**
 * Settles launches nobody knows the outcome of, e.g. because the door died between the row and the answer: the same launch
 * is sent again under the same ids, so it happens once or is known to have happened.
 * @param olderThanMs younger ones are still being answered by their door.
 * @returns how many were settled.
 */
export async function sweepLaunches(db: Database, dispatcher: Dispatcher, olderThanMs: number): Promise<number> {
  const askedBefore = new Date(Date.now() - olderThanMs).toISOString()
  const rows = await readUnsettledLaunches(db, askedBefore, batchSize)
  let settled = 0
  for (const row of rows) {
    const plan = await readPlan(db, row.planSha256)
    if (!plan) {
      await withdrawLaunch(db, row.sopRunId, new Date().toISOString())
      continue
    }
    const outcome = await dispatcher.sendLaunch(row, plan)
    if (outcome.status !== 'failed') settled += 1
  }
  return settled
}

/** Sweeps now and then until the returned function is called; a sweep that fails is tried again by the next. */
export function keepSweeping(
  db: Database,
  dispatcher: Dispatcher,
  { everyMs, olderThanMs }: { everyMs: number; olderThanMs: number },
): () => Promise<void> {
  let underWay = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    underWay = sweepLaunches(db, dispatcher, olderThanMs)
      .then(() => undefined)
      .catch(() => undefined)
      .finally(() => (busy = false))
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await underWay
  }
}
