import { WorkflowNotFoundError } from '@temporalio/client'
import type { Client } from '@temporalio/client'
import { defaultPayloadConverter } from '@temporalio/common'
import type { Payload, PayloadCodec } from '@temporalio/common'
import type { RunEvent } from '#engine/model/run-event.ts'
import type { CommandAnswer } from '#workflows/messages.ts'

/** What Temporal's histories say about one run, Postgres not asked. */
export interface WitnessedRun {
  /** By seq, as they were handed to be recorded. */
  events: Map<number, RunEvent>
  /** Hash by seq, as hosts answered it to the doors. */
  answeredHashes: Map<number, string>
  /** Seqs that were handed over twice with different content: never to happen. */
  contradictions: number[]
  /** Temporal runs read, oldest first, as `workflow id / run id`. */
  readFrom: string[]
  /** Hosts whose earlier Temporal runs are no longer kept. */
  incomplete: string[]
}

interface ActivityScheduled {
  activityType?: { name?: string | null } | null
  input?: { payloads?: Payload[] | null } | null
}

/**
 * Reads the histories of the hosts that carried a run, over every continue-as-new, and picks out what concerns that run.
 * @param workflowIds the hosts: its own, or the desks (and its own) it has been on.
 */
export async function readRunHistory(
  client: Client,
  codec: PayloadCodec,
  workflowIds: readonly string[],
  sopRunId: string,
): Promise<WitnessedRun> {
  const witnessed: WitnessedRun = {
    events: new Map(),
    answeredHashes: new Map(),
    contradictions: [],
    readFrom: [],
    incomplete: [],
  }
  for (const workflowId of workflowIds) {
    for (const { runId, events } of await historiesOf(client, workflowId, witnessed)) {
      witnessed.readFrom.push(`${workflowId} / ${runId}`)
      for (const event of events) await readEvent(codec, event, sopRunId, witnessed)
    }
  }
  return witnessed
}

type HistoryEvents = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>
interface TemporalRun {
  runId: string
  events: HistoryEvents
}

/** All Temporal runs of one host, oldest first: each names the one it continued from. */
async function historiesOf(client: Client, workflowId: string, witnessed: WitnessedRun): Promise<TemporalRun[]> {
  const runs: TemporalRun[] = []
  let runId: string | undefined
  do {
    const history = await client.workflow
      .getHandle(workflowId, runId)
      .fetchHistory()
      .catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return null
        throw error
      })
    if (!history?.events) {
      witnessed.incomplete.push(workflowId)
      break
    }
    const started = history.events[0]?.workflowExecutionStartedEventAttributes
    runs.unshift({ runId: started?.originalExecutionRunId ?? runId ?? '', events: history.events })
    runId = started?.continuedExecutionRunId || undefined
  } while (runId)
  return runs
}

async function readEvent(
  codec: PayloadCodec,
  event: HistoryEvents[number],
  sopRunId: string,
  witnessed: WitnessedRun,
): Promise<void> {
  const scheduled = event.activityTaskScheduledEventAttributes as ActivityScheduled | null | undefined
  if (scheduled?.activityType?.name === 'recordEvents') {
    const [batch] = await decoded(codec, scheduled.input?.payloads)
    const { runs } = batch as { runs: { sopRunId: string; events: RunEvent[] }[] }
    for (const run of runs) if (run.sopRunId === sopRunId) for (const each of run.events) witness(each, witnessed)
  }
  const answers = event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.success?.payloads
  if (!answers) return
  const [given] = (await decoded(codec, answers)) as [CommandAnswer[]]
  for (const answer of given) {
    if (answer.kind === 'done' && answer.sopRunId === sopRunId) witnessed.answeredHashes.set(answer.seq, answer.hash)
  }
}

function witness(event: RunEvent, { events, contradictions }: WitnessedRun): void {
  const before = events.get(event.seq)
  if (before && JSON.stringify(before) !== JSON.stringify(event)) contradictions.push(event.seq)
  if (!before) events.set(event.seq, event)
}

async function decoded(codec: PayloadCodec, payloads: Payload[] | null | undefined): Promise<unknown[]> {
  const plain = await codec.decode(payloads ?? [])
  return plain.map((payload) => defaultPayloadConverter.fromPayload(payload))
}
