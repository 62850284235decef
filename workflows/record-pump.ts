import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  proxyActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { HostActivities, RecordBatch, RecordResult, RunRecord } from './activity-contract.ts'
import { forgetRecorded } from './handle-commands.ts'
import { joinEntries } from './host-state.ts'
import type { Host } from './host-state.ts'
import type { CommandAnswer, OutboxEntry } from './messages.ts'
import { upsertChangedAttributes } from './search-attributes.ts'

/** Postgres may be away for hours: the recording waits in the server, not in history. A dead worker shows by its heartbeat. */
const { recordEvents } = proxyActivities<Pick<HostActivities, 'recordEvents'>>({
  startToCloseTimeout: '30s',
  heartbeatTimeout: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
})

const pauseOfUnstorable = '60s'

/**
 * The one writer of this host: as long as something waits, records everything that has gathered in one activity.
 * Ends when the host closes; what is under way then is recorded again by the run that follows.
 */
export async function pumpOutbox(host: Host): Promise<void> {
  for (;;) {
    await condition(() => host.closing || recordable(host).length > 0)
    if (host.closing) return
    upsertChangedAttributes(host)
    const entries = takeBatch(host)
    host.inFlight = entries
    try {
      const result = await recordEvents(batchOf(host, entries))
      settle(host, entries, new Map(result.failed.map((failure) => [failure.sopRunId, failure])))
    } catch (error) {
      recordSingly(host, entries, error)
    }
    host.inFlight = []
  }
}

function recordable(host: Host): OutboxEntry[] {
  return [...host.outbox.values()].filter((entry) => !host.runs.get(entry.sopRunId)?.unstorable)
}

/** Oldest runs first, up to the limit but at least one; a run under suspicion goes alone. */
function takeBatch(host: Host): OutboxEntry[] {
  const batch: OutboxEntry[] = []
  let bytes = 0
  for (const entry of recordable(host)) {
    const alone = host.recordAlone.has(entry.sopRunId)
    if (batch.length > 0 && (alone || bytes > host.input.limits.recordBytes)) break
    batch.push(entry)
    bytes += entry.bytes
    host.outbox.delete(entry.sopRunId)
    if (alone) break
  }
  return batch
}

function batchOf(host: Host, entries: OutboxEntry[]): RecordBatch {
  const { workflowId, runId } = workflowInfo()
  const { hostId } = host.input
  return { hostId, workflowId, temporalRunId: runId, runs: entries.flatMap((entry) => recordOf(host, entry)) }
}

function recordOf(host: Host, { sopRunId, events, changedStepKeys, notices }: OutboxEntry): RunRecord[] {
  const hosted = host.runs.get(sopRunId)
  if (!hosted) return []
  const { steps, ...run } = hosted.run
  const changed = [...new Set([...hosted.unshownStepKeys, ...changedStepKeys])].flatMap((key) => steps[key] ?? [])
  return [{ sopRunId, events, run, steps: changed, answers: answersUpTo(hosted.answers.values(), run.seq), notices }]
}

function answersUpTo(known: Iterable<{ answer: CommandAnswer; recorded: boolean }>, seq: number): CommandAnswer[] {
  return [...known].flatMap(({ answer, recorded }) => {
    if (recorded || !('seq' in answer) || answer.seq === null || answer.seq > seq) return []
    return [answer]
  })
}

function settle(host: Host, entries: OutboxEntry[], failures: Map<string, RecordResult['failed'][number]>): void {
  for (const entry of entries) {
    const failure = failures.get(entry.sopRunId)
    if (!failure) settleRecorded(host, entry)
    else if (failure.code === 'ROWS_REFUSED') settleUnshown(host, entry)
    else setAside(host, entry, `${failure.code}: ${failure.reason}`)
  }
}

/** History is safe but the rows are behind: the same steps go along with the run's next events. */
function settleUnshown(host: Host, entry: OutboxEntry): void {
  const unshown = host.runs.get(entry.sopRunId)?.unshownStepKeys ?? []
  settleRecorded(host, entry)
  const hosted = host.runs.get(entry.sopRunId)
  if (hosted) hosted.unshownStepKeys = [...new Set([...unshown, ...entry.changedStepKeys])]
}

function settleRecorded(host: Host, entry: OutboxEntry): void {
  host.outboxBytes -= entry.bytes
  host.recordAlone.delete(entry.sopRunId)
  const hosted = host.runs.get(entry.sopRunId)
  if (hosted) {
    forgetRecorded(hosted.answers, entry.events.at(-1)?.seq ?? 0)
    hosted.unshownStepKeys = []
  }
  letGo(host, entry.sopRunId)
  // Effects may still hold the run; their end looks again.
  host.stirred = true
}

/** An ended run leaves its desk once everything about it is recorded and done. */
export function letGo(host: Host, sopRunId: string): void {
  const hosted = host.runs.get(sopRunId)
  if (!hosted || host.input.kind === 'own' || hosted.run.endedAt === null || host.outbox.has(sopRunId)) return
  for (const pending of host.effects.values()) if (pending.sopRunId === sopRunId) return
  host.runs.delete(sopRunId)
  host.gone.add(sopRunId)
}

/** Puts a run's entry back and leaves it out of the batches for a while, so that its neighbours go on. */
function setAside(host: Host, entry: OutboxEntry, reason: string): void {
  putBack(host, entry)
  host.recordAlone.add(entry.sopRunId)
  const hosted = host.runs.get(entry.sopRunId)
  if (!hosted) return
  hosted.unstorable = reason
  void sleep(pauseOfUnstorable, { summary: 'record an unstorable run again' }).then(() => {
    hosted.unstorable = null
  })
}

/** The whole batch failed for good: who is to blame shows when each run is recorded alone. */
function recordSingly(host: Host, entries: OutboxEntry[], error: unknown): void {
  const [only, ...others] = entries
  if (only && others.length === 0) return setAside(host, only, reasonOf(error))
  for (const entry of entries) {
    putBack(host, entry)
    host.recordAlone.add(entry.sopRunId)
  }
}

function putBack(host: Host, entry: OutboxEntry): void {
  const later = host.outbox.get(entry.sopRunId)
  host.outbox.set(entry.sopRunId, later ? joinEntries(entry, later) : entry)
}

function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error
  if (cause instanceof ApplicationFailure) return cause.message
  return cause instanceof Error ? cause.message : String(cause)
}
