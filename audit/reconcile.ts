import type { Client } from '@temporalio/client'
import type { PayloadCodec } from '@temporalio/common'
import type { Database } from '#db/database.ts'
import { readAlarms } from '#db/reads/alarms.ts'
import { readRunChain } from '#db/reads/run-chain.ts'
import { readRun } from '#db/reads/run-state.ts'
import { readRunsToReconcile } from '#db/reads/runs-to-reconcile.ts'
import { clearAlarm, raiseAlarm } from '#db/writes/note-alarm.ts'
import { eventsOfChain } from '#engine/history/read-chain.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import { foldEvents } from '#engine/run/apply.ts'
import { compareHistory } from './compare-history.ts'
import { nowAndThen } from './now-and-then.ts'

export interface ReconcileHouse {
  client: Client
  codec: PayloadCodec
  /** Reads runs, steps and events. */
  db: Database
  /** Opened as the sealer's role: says what was found. */
  alarmDb: Database
  report: (line: string) => void
}

/** A run that is not the same in all three places. */
export interface RunDifference {
  sopRunId: string
  says: string
}

const minuteMs = 60_000
/** What has just happened may still be on its way to Postgres. */
const settleMs = minuteMs
const most = 40
const sample = 5
const sampledDays = 80

/**
 * Compares a run in Temporal, in the audit and in the tables that pages read.
 * @returns how they differ, or null; what Temporal keeps no longer is no difference.
 */
export async function reconcileRun(
  house: Omit<ReconcileHouse, 'alarmDb' | 'report'>,
  sopRunId: string,
): Promise<string | null> {
  const { client, codec, db } = house
  const { differences, witnessed } = await compareHistory(client, codec, db, sopRunId)
  const kept = witnessed.incomplete.length === 0
  const told = differences.find(({ kind }) => kind === 'unlike' || kind === 'lost' || (kept && kind === 'unwitnessed'))
  if (told) return told.seq === null ? told.says : `entry ${told.seq}: ${told.says.slice(0, 300)}`
  const [links, recorded] = await Promise.all([readRunChain(db, sopRunId), readRun(db, sopRunId)])
  const folded = foldEvents(eventsOfChain(links))
  if (folded === null) return recorded === null ? null : 'its rows have no history'
  return recorded === null ? 'its history has no rows' : unlike(folded, recorded.run)
}

function unlike(folded: SopRun, shown: SopRun): string | null {
  for (const name of ['seq', 'hash', 'status', 'outcome'] as const)
    if (folded[name] !== shown[name]) return `${name} is ${folded[name]} by its history, pages show ${shown[name]}`
  const keys = new Set([...Object.keys(folded.steps), ...Object.keys(shown.steps)])
  for (const key of keys) {
    const [was, is] = [folded.steps[key], shown.steps[key]]
    for (const name of ['status', 'assignee', 'completedBy', 'completedAt', 'dueAt'] as const)
      if (was?.[name] !== is?.[name])
        return `step ${key}: ${name} is ${was?.[name]} by its history, pages show ${is?.[name]}`
  }
  return null
}

/** Looks at what has ended lately, at some others by chance, and at what differed before. */
export class Reconciler {
  private readonly house: ReconcileHouse
  private readonly suspects = new Set<string>()
  private lookedUntil: number
  private begun = false

  constructor(house: ReconcileHouse, now: number) {
    this.house = house
    this.lookedUntil = now - 24 * 60 * minuteMs
  }

  /** @returns the runs that differ; they are an alarm until they agree again. @throws when something cannot be reached. */
  async turn(now: number): Promise<RunDifference[]> {
    if (!this.begun) await this.recallSuspects()
    const until = now - settleMs
    const runs = await readRunsToReconcile(this.house.db, {
      endedFrom: new Date(this.lookedUntil).toISOString(),
      endedTo: new Date(until).toISOString(),
      sampledFrom: new Date(now - sampledDays * 24 * 60 * minuteMs).toISOString(),
      sample,
      most,
    })
    const found: RunDifference[] = []
    for (const sopRunId of new Set([...this.suspects, ...runs])) {
      const says = await this.twice(sopRunId)
      if (says === null) this.suspects.delete(sopRunId)
      else found.push({ sopRunId, says })
    }
    this.lookedUntil = until
    await this.tell(found)
    return found
  }

  /** A run under way may be recorded while it is read; only what differs twice differs. */
  private async twice(sopRunId: string): Promise<string | null> {
    if ((await reconcileRun(this.house, sopRunId)) === null) return null
    await new Promise<void>((resolve) => setTimeout(resolve, 2_000))
    return reconcileRun(this.house, sopRunId)
  }

  private async tell(found: readonly RunDifference[]): Promise<void> {
    for (const { sopRunId } of found) this.suspects.add(sopRunId)
    const [first] = found
    if (first === undefined) return void (await clearAlarm(this.house.alarmDb, 'history', 'all three agree again'))
    const others =
      found.length > 1
        ? `; also ${found
            .slice(1, 20)
            .map(({ sopRunId }) => `run ${sopRunId}`)
            .join(', ')}`
        : ''
    const says = `run ${first.sopRunId}: ${first.says}${others}`
    if (await raiseAlarm(this.house.alarmDb, 'history', says)) this.house.report(`Audit alarm, history: ${says}`)
  }

  /** A process before us may have found something; its alarm names the runs. */
  private async recallSuspects(): Promise<void> {
    const standing = (await readAlarms(this.house.alarmDb)).find(({ kind }) => kind === 'history')
    for (const [, sopRunId = ''] of (standing?.says ?? '').matchAll(/run ([^\s:,;]+)/g)) this.suspects.add(sopRunId)
    this.begun = true
  }
}

/** Reconciles every ten minutes until the returned function is called; a turn that fails is tried again by the next. */
export function keepReconciling(house: ReconcileHouse): () => Promise<void> {
  const reconciler = new Reconciler(house, Date.now())
  return nowAndThen({ firstMs: minuteMs, everyMs: 10 * minuteMs }, () => reconciler.turn(Date.now()))
}
