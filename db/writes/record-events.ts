import { sql } from 'kysely'
import type { Connection, Database } from '../database.ts'
import type { EventBody, StorableEvent } from '../recording/judge-events.ts'
import { judgeEvents } from '../recording/judge-events.ts'
import { notifyRecorded } from '../recording/notify-recorded.ts'
import type { RecordFailure, RecordInput, RecordOutcome, RunInput } from '../recording/record-input.ts'
import { writeAnswers } from '../recording/write-answers.ts'
import { writeAttachments, writeNotices } from '../recording/write-attachments.ts'
import { readHeads, readRepeated, RecordedMeanwhile, writeHistory } from '../recording/write-history.ts'
import { writeProjections } from '../recording/write-projections.ts'

const attempts = 3

/**
 * Stores what a host hands over, in one transaction: events, then the rows that show them, the answers of commands, and a
 * notification per run. The same input again changes nothing. One run's trouble stays its own: it comes back in `failed`
 * and the others are stored. Only the worker's role may write these tables.
 * @param eventBody canonical text of an event without its hash, as the hash covers it (`engine/history`).
 * @throws when the database cannot be reached or another transaction is in the way: nothing is stored, try again.
 */
export async function recordEvents(db: Database, input: RecordInput, eventBody: EventBody): Promise<RecordOutcome> {
  let together = true
  for (let attempt = 1; ; attempt++) {
    try {
      return { failed: await db.transaction().execute((trx) => record(trx, input, eventBody, together)) }
    } catch (error) {
      if (together && isDataError(error)) together = false
      else if (!(error instanceof RecordedMeanwhile) || attempt >= attempts) throw error
    }
  }
}

interface Judged {
  run: RunInput
  storeId: string
  fresh: StorableEvent[]
  /** Its rows are behind its history. */
  behind: boolean
}

async function record(
  trx: Connection,
  input: RecordInput,
  eventBody: EventBody,
  together: boolean,
): Promise<RecordFailure[]> {
  const ids = input.runs.map((run) => run.sopRunId)
  const heads = await readHeads(trx, ids)
  const repeated = await readRepeated(trx, input.runs, heads)
  const failed: RecordFailure[] = []
  const judged: Judged[] = []
  for (const run of input.runs) {
    const stored = repeated.get(run.sopRunId) ?? new Map<number, string>()
    const head = heads.get(run.sopRunId)
    const fresh = judgeEvents(run.sopRunId, run.events, head, stored, eventBody)
    const behind = (run.events.at(-1)?.seq ?? 0) > (head?.projectedSeq ?? 0)
    if (Array.isArray(fresh)) judged.push({ run, storeId: run.run.storeId, fresh, behind })
    else failed.push(fresh)
  }
  if (together) await write(trx, input, judged)
  else for (const one of judged) failed.push(...(await writeAlone(trx, input, one)))
  const lost = new Set(failed.filter(({ code }) => code !== 'ROWS_REFUSED').map(({ sopRunId }) => sopRunId))
  const stored = judged.filter(({ run }) => !lost.has(run.sopRunId))
  await notifyRecorded(trx, stored.flatMap(reachedBy))
  return failed
}

async function write(trx: Connection, input: RecordInput, judged: readonly Judged[]): Promise<void> {
  const behind = judged.filter((one) => one.behind).map(({ run }) => run)
  const runs = judged.map(({ run }) => run)
  await writeHistory(trx, input, judged)
  if (behind.length > 0) await writeProjections(trx, input, behind)
  await writeAttachments(
    trx,
    behind.flatMap((run) => run.events),
  )
  await writeNotices(
    trx,
    runs.flatMap((run) => run.notices),
  )
  await writeAnswers(trx, runs)
}

/** One run behind a savepoint: first whole, then without the rows that show it, so that at least its history goes on. */
async function writeAlone(trx: Connection, input: RecordInput, one: Judged): Promise<RecordFailure[]> {
  const { sopRunId } = one.run
  const refused = await behindSavepoint(trx, () => write(trx, input, [one]))
  if (refused === null) return []
  const lost = await behindSavepoint(trx, async () => {
    await writeHistory(trx, input, [one])
    await writeAnswers(trx, [one.run])
  })
  if (lost === null) return [{ sopRunId, code: 'ROWS_REFUSED', reason: refused }]
  return [{ sopRunId, code: 'EVENTS_REFUSED', reason: lost }]
}

/** @returns why the data was refused, or null when it was stored. */
async function behindSavepoint(trx: Connection, act: () => Promise<void>): Promise<string | null> {
  await sql`savepoint one_run`.execute(trx)
  try {
    await act()
    await sql`release savepoint one_run`.execute(trx)
    return null
  } catch (error) {
    if (!isDataError(error)) throw error
    await sql`rollback to savepoint one_run`.execute(trx)
    return (error as Error).message
  }
}

function reachedBy({ run }: Judged): [sopRunId: string, seq: number][] {
  const last = run.events.at(-1)
  return last === undefined ? [] : [[run.sopRunId, last.seq]]
}

/** The data itself is at fault: trying again cannot help. Classes 22 data, 23 integrity, 54 limits; RangeError from us. */
function isDataError(error: unknown): boolean {
  if (error instanceof RangeError) return true
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^(22|23|54)[0-9A-Z]{3}$/.test(code)
}
