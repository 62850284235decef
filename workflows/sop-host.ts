import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow'
import { continueHost, mustContinueAsNew } from './continue-as-new.ts'
import { startEffects } from './effects.ts'
import { handleCommands } from './handle-commands.ts'
import { openHost, snapshotRun } from './host-state.ts'
import type { Host } from './host-state.ts'
import { commandsUpdate, hostQuery, moveOutSignal, runStateQuery, sealSignal } from './messages.ts'
import type { CommandAnswer, CommandBatch, HostedRun, HostInput, HostReport } from './messages.ts'
import { moveOut } from './move-out.ts'
import { letGo, pumpOutbox } from './record-pump.ts'
import { turnRun } from './take-turn.ts'
import { armWakeUp, tickDueRuns } from './wake-up.ts'

/** Longest a host waits for a recording under way before it continues as new; the next run records it again. */
const longestWaitForRecording = '10s'

/**
 * A host of one run (`own`, workflow type = playbook id) or of many (`desk`): a durable shell round the engine.
 * Commands come by one update and are answered at once; events are recorded by one pump; the agenda has one timer.
 * Temporal's own cancel is ignored: a run is cancelled by a command, with its compensation and history.
 */
export default async function sopHost(input: HostInput): Promise<void> {
  const host = openHost(input)
  handleMessages(host)
  await CancellationScope.nonCancellable(async () => {
    void followUp(host)
    void pumpOutbox(host)
    await condition(() => hasEnded(host) || mustContinueAsNew(host))
    if (hasEnded(host)) return condition(allHandlersFinished)
    host.closing = true
    await condition(() => host.inFlight.length === 0, longestWaitForRecording)
    await condition(allHandlersFinished)
    // An answer that came in this very moment is no pending effect any more; it must not be left behind.
    answerInbox(host)
    await continueHost(host)
  })
}

function handleMessages(host: Host): void {
  setHandler(defineUpdate<CommandAnswer[], [CommandBatch]>(commandsUpdate), (batch) => handleCommands(host, batch))
  setHandler(defineQuery<HostedRun | null, [string]>(runStateQuery), (sopRunId) => {
    const hosted = host.runs.get(sopRunId)
    return hosted ? snapshotRun(hosted) : null
  })
  setHandler(defineQuery<HostReport>(hostQuery), () => reportOf(host))
  setHandler(defineSignal(sealSignal), () => {
    host.sealed = true
  })
  setHandler(defineSignal<[string]>(moveOutSignal), (sopRunId) => moveOut(host, sopRunId))
}

/** After anything that happened: answers of effects become commands, due runs get their tick, effects and the timer start. */
async function followUp(host: Host): Promise<void> {
  for (;;) {
    await condition(() => host.stirred)
    host.stirred = false
    answerInbox(host)
    tickDueRuns(host)
    for (const sopRunId of [...host.runs.keys()]) letGo(host, sopRunId)
    if (host.closing) continue
    startEffects(host)
    armWakeUp(host)
  }
}

/** Answers of effects reach their runs as commands of the system. */
function answerInbox(host: Host): void {
  for (const envelope of host.inbox.splice(0)) {
    const hosted = host.runs.get(envelope.sopRunId)
    if (hosted) turnRun(host, hosted.plan, envelope)
  }
}

/** An own host ends with its run, a desk once it is sealed and empty; both only when all is recorded and done. */
function hasEnded(host: Host): boolean {
  const { runs, outbox, inFlight, effects, inbox } = host
  if (outbox.size > 0 || inFlight.length > 0 || effects.size > 0 || inbox.length > 0) return false
  if (host.input.kind === 'desk') return host.sealed && runs.size === 0
  return host.launched > 0 && [...runs.values()].every(({ run }) => run.endedAt !== null)
}

function reportOf(host: Host): HostReport {
  const unstorable = [...host.runs].flatMap(([id, hosted]) => (hosted.unstorable ? [[id, hosted.unstorable]] : []))
  return {
    kind: host.input.kind,
    hostId: host.input.hostId,
    openRuns: host.runs.size,
    launched: host.launched,
    sealed: host.sealed,
    outboxBytes: host.outboxBytes,
    unstorable: Object.fromEntries(unstorable) as Record<string, string>,
  }
}
