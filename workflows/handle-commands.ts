import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Host } from './host-state.ts'
import type { CommandAnswer, CommandBatch, CommandItem, KnownAnswer } from './messages.ts'
import { internalRefusal, turnRun } from './take-turn.ts'

/** Recorded answers that stay in a run for a repeat that is already on its way. */
const recordedAnswersKept = 16

/**
 * The handler of the `commands` update: every command of the batch in order, each answered for itself. Synchronous and
 * total: it waits for nothing and throws nothing, so no run can spoil the answers of its neighbours.
 */
export function handleCommands(host: Host, batch: CommandBatch): CommandAnswer[] {
  host.updates += 1
  const answers = batch.items.map((item) => {
    try {
      return answerCommand(host, item)
    } catch (error) {
      return internalRefusal(item, error)
    }
  })
  host.stirred = true
  return answers
}

function answerCommand(host: Host, item: CommandItem): CommandAnswer {
  const { commandId, sopRunId, actor, door, command } = item
  const known = host.runs.get(sopRunId)?.answers.get(commandId)
  if (known) return known.answer
  if (host.moved.has(sopRunId)) return { commandId, kind: 'moved' }
  if (host.gone.has(sopRunId)) return { commandId, kind: 'gone' }
  const waiting = waitingAnswer(host, item)
  if (waiting) return waiting
  const plan = planFor(host, item)
  if (!plan) return { commandId, kind: command.type === 'launch' ? 'needsPlan' : 'unknownRun' }
  const envelope: CommandEnvelope = { commandId, sopRunId, actor, door, command }
  if (command.type === 'launch' && !host.runs.has(sopRunId)) host.launched += 1
  const answer = turnRun(host, plan, envelope)
  remember(host, sopRunId, answer)
  return answer
}

/** Answers that send the command away before any rule is asked. */
function waitingAnswer(host: Host, item: CommandItem): CommandAnswer | null {
  const { commandId, sopRunId } = item
  const { limits, kind } = host.input
  if (host.outboxBytes > limits.outboxBytes) return { commandId, kind: 'backlog' }
  if (host.runs.get(sopRunId)?.unstorable) return { commandId, kind: 'backlog' }
  if (item.command.type !== 'launch' || host.runs.has(sopRunId) || kind === 'own') return null
  if (host.runs.size >= limits.openRuns || host.launched >= limits.launchedRuns) host.sealed = true
  return host.sealed ? { commandId, kind: 'sealed' } : null
}

function planFor(host: Host, item: CommandItem): Plan | undefined {
  const hosted = host.runs.get(item.sopRunId)
  if (hosted) return hosted.plan
  if (item.command.type !== 'launch') return undefined
  const sha256 = item.planSha256 ?? item.plan?.sha256
  if (sha256 === undefined) return undefined
  const plan = host.plans.get(sha256) ?? item.plan
  if (plan) host.plans.set(sha256, plan)
  return plan
}

function remember(host: Host, sopRunId: string, answer: CommandAnswer): void {
  if (answer.kind !== 'done' && answer.kind !== 'refused') return
  const recorded = answer.kind === 'refused' && answer.seq === null
  host.runs.get(sopRunId)?.answers.set(answer.commandId, { answer, recorded })
}

/** Marks the answers up to `seq` as recorded and forgets the oldest recorded ones. */
export function forgetRecorded(answers: Map<string, KnownAnswer>, seq: number): void {
  const recorded: string[] = []
  for (const [commandId, known] of answers) {
    if ('seq' in known.answer && known.answer.seq !== null && known.answer.seq <= seq) known.recorded = true
    if (known.recorded) recorded.push(commandId)
  }
  for (const commandId of recorded.slice(0, -recordedAnswersKept)) answers.delete(commandId)
}
