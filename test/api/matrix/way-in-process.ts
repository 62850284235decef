import type { CommandWay } from '#api/deps.ts'
import type { Database } from '#db/database.ts'
import { readRun } from '#db/reads/run-state.ts'
import { recordEvents } from '#db/writes/record-events.ts'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import { failed } from '#dispatch/outcome.ts'
import type { Outcome } from '#dispatch/outcome.ts'
import { eventBody } from '#engine/history/chain.ts'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import { takeTurn } from '#engine/turn.ts'

/** A way on which the engine decides in this process, over what Postgres holds. */
export interface InProcessWay extends CommandWay {
  /** Off: the engine's answer is given, and nothing is kept; what it would have done is answered as accepted. */
  keeps: boolean
}

/** The engine without Temporal between: for thousands of questions whether somebody may. @param db with the worker's role. */
export function wayInProcess(db: Database): InProcessWay {
  const programs = newProgramCache()
  const planOf = async (sha256: string): Promise<Plan> =>
    (await db.selectFrom('sopDefinition').select('plan').where('sha256', '=', sha256).executeTakeFirstOrThrow()).plan
  const turn = async (plan: Plan, before: SopRun | null, envelope: CommandEnvelope): Promise<Outcome> => {
    const { commandId, sopRunId } = envelope
    const { refusal, ...done } = takeTurn(plan, before, envelope, new Date().toISOString(), programs)
    if (way.keeps && done.run && done.events.length > 0) {
      const { steps, ...run } = done.run
      const changed = done.changedStepKeys.flatMap((key) => steps[key] ?? [])
      const recorded = { sopRunId, events: done.events, run, steps: changed, answers: [], notices: [] }
      const host = { hostId: sopRunId, workflowId: sopRunId, temporalRunId: 'none' }
      const { failed: troubles } = await recordEvents(db, { ...host, runs: [recorded] }, eventBody)
      if (troubles.length > 0) throw new Error(`not recorded: ${JSON.stringify(troubles)}`)
    }
    const status = way.keeps ? 'recorded' : 'accepted'
    if (refusal) return { status, commandId, answer: { commandId, kind: 'refused', sopRunId, refusal, seq: null } }
    const { seq = 0, hash = '', lastAt: at = '' } = done.run ?? {}
    return { status, commandId, answer: { commandId, kind: 'done', sopRunId, seq, hash, at } }
  }
  const way: InProcessWay = {
    keeps: true,
    launch: ({ commandId, actor, door, plan, launch }) => {
      const sopRunId = sopRunIdOf(commandId)
      const command = { type: 'launch' as const, sopRunId, ...launch }
      return turn(plan, null, { commandId, sopRunId, actor, door, command })
    },
    send: async (envelope) => {
      const recorded = await readRun(db, envelope.sopRunId)
      if (!recorded) return failed(envelope.commandId, 'RUN_UNKNOWN')
      return turn(await planOf(recorded.run.planSha256), recorded.run, envelope)
    },
  }
  return way
}
