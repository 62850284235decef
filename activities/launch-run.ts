import { Context } from '@temporalio/activity'
import type { Database } from '#db/database.ts'
import { readPlan, readPublished } from '#db/reads/definitions.ts'
import { readStoreSettings } from '#db/reads/store-settings.ts'
import type { StoreSettings } from '#db/reads/store-settings.ts'
import { commandIdOf, sopRunIdOf } from '#dispatch/command-id.ts'
import type { Dispatcher, LaunchOrder } from '#dispatch/dispatcher.ts'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import { systemActor } from '#engine/model/people.ts'
import type { Plan } from '#engine/model/plan.ts'
import { prepareLaunch } from '#engine/rules/launch-run.ts'
import { peopleNamed } from '#engine/rules/people-named.ts'
import { evaluateOrThrow } from '#engine/run/evaluate-or-throw.ts'
import { scopeOf } from '#engine/run/scope.ts'
import { contextOf } from '#engine/run/turn-context.ts'
import type { HostActivities, LaunchRequest } from '#workflows/activity-contract.ts'

type Child = Awaited<ReturnType<HostActivities['launchRun']>>

const byHand: Child = { runId: null, linked: false }

/**
 * Starts a child playbook like any launch, under ids that follow from parent and child key, so that a repeat means the same
 * run. An open run with the child's correlation key is linked instead. No such playbook, or a launch it refuses: by hand.
 * Throws while Temporal or Postgres cannot be reached; Temporal then tries again.
 */
export function launchRunActivity(db: Database, dispatcher: Dispatcher): HostActivities['launchRun'] {
  return async (request) => {
    const plan = await latestPlan(db, request.sop)
    const settings = plan && (await readStoreSettings(db, request.storeId, request.sop, request.at))
    if (!plan || !settings) return byHand
    const order = orderOf(request, plan, settings)
    if (!order) return byHand
    const outcome = await dispatcher.launch(order)
    if (outcome.status === 'exists') return { runId: outcome.sopRunId, linked: true }
    if (outcome.status === 'failed') throw new Error(`Launch of ${request.sop} has no outcome yet: ${outcome.code}`)
    if (outcome.answer.kind === 'refused') {
      Context.current().log.warn(`Child launch of ${request.sop} was refused: ${outcome.answer.refusal.message}`)
      return byHand
    }
    return { runId: sopRunIdOf(order.commandId), linked: false }
  }
}

async function latestPlan(db: Database, sop: string): Promise<Plan | null> {
  const published = await readPublished(db)
  const newest = published.find((heading) => heading.sop === sop)
  return newest ? readPlan(db, newest.sha256) : null
}

function orderOf(request: LaunchRequest, plan: Plan, settings: StoreSettings): LaunchOrder | null {
  const { parentRunId, childKey, storeId } = request
  const commandId = commandIdOf(systemActor.personId, `child/${parentRunId}/${childKey}`)
  const launch: LaunchOrder['launch'] = {
    storeId,
    inputs: request.inputs,
    anchors: {},
    roster: peopleNamed(plan, request.inputs),
    holders: settings.holders,
    parameters: settings.parameters,
    calendar: settings.calendar,
    correlationKey: null,
    parentRunId,
    parentChildKey: childKey,
  }
  const correlationKey = correlationOf(plan, launch, commandId, request.at)
  if (correlationKey === undefined) return null
  const hosting = settings.hosting ?? plan.hosting
  return { commandId, actor: systemActor, door: 'system', launch: { ...launch, correlationKey }, plan, hosting }
}

/** The child's correlation key, null when it has none, undefined when the launch would be refused anyway. */
function correlationOf(
  plan: Plan,
  launch: LaunchOrder['launch'],
  commandId: string,
  now: string,
): string | null | undefined {
  const command = { ...launch, type: 'launch' as const, sopRunId: sopRunIdOf(commandId) }
  const envelope = { commandId, sopRunId: command.sopRunId, actor: systemActor, door: 'system' as const, command }
  const context = contextOf(plan, newProgramCache(), envelope, now)
  const prepared = prepareLaunch(context, command)
  if (!prepared.ok) return undefined
  if (plan.correlate === null) return null
  const key = evaluateOrThrow(context, plan.correlate, scopeOf(context, prepared.run))
  return typeof key === 'string' && key !== '' ? key : null
}
