import { ActivityFailure, ApplicationFailure, proxyActivities } from '@temporalio/workflow'
import type { CommandEnvelope, RunCommand } from '#engine/model/command.ts'
import { systemActor } from '#engine/model/people.ts'
import type { HostActivities } from './activity-contract.ts'
import type { Host } from './host-state.ts'
import type { PendingEffect } from './messages.ts'
import { workflowTime } from './workflow-clock.ts'

type EffectOf<Kind extends PendingEffect['effect']['kind']> = Extract<PendingEffect['effect'], { kind: Kind }>

/** Calls that end in an answer either way: the engine decides what a failure means. */
const bounded = proxyActivities<Pick<HostActivities, 'runAutomation'>>({
  startToCloseTimeout: '30s',
  heartbeatTimeout: '5s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '5s', maximumAttempts: 5 },
})

/** What must arrive is tried until it does. A fact is never guessed: a step waits for Postgres rather than go on without. */
const untilDone = proxyActivities<Pick<HostActivities, 'lookUpFacts' | 'launchRun' | 'reportToRun' | 'moveRun'>>({
  startToCloseTimeout: '60s',
  heartbeatTimeout: '5s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
})

/** Starts every effect that is not under way; what comes back goes to the inbox as a command of the system. */
export function startEffects(host: Host): void {
  for (const pending of host.effects.values()) {
    if (host.underWay.has(pending.id)) continue
    host.underWay.add(pending.id)
    void perform(host, pending)
  }
}

async function perform(host: Host, pending: PendingEffect): Promise<void> {
  const command = await resultOf(pending)
  host.effects.delete(pending.id)
  host.underWay.delete(pending.id)
  if (command) host.inbox.push(systemCommand(pending, command))
  host.stirred = true
}

function systemCommand(pending: PendingEffect, command: RunCommand): CommandEnvelope {
  return { commandId: pending.id, sopRunId: pending.sopRunId, actor: systemActor, door: 'system', command }
}

/** Carries the effect out and says what it means to the run. Never throws: a failure is an answer too. */
async function resultOf(pending: PendingEffect): Promise<RunCommand | null> {
  const { effect } = pending
  switch (effect.kind) {
    case 'facts':
      return lookUp(pending, effect)
    case 'automation':
      return callAutomation(pending, effect)
    case 'launch':
      return launchChild(pending, effect)
    case 'report':
      return report(pending, effect)
    case 'move':
      return moveOut(pending, effect)
  }
}

/** Nothing here fails for good: which queries exist is checked when a playbook is published. */
async function lookUp(pending: PendingEffect, effect: EffectOf<'facts'>): Promise<RunCommand> {
  const { sopRunId, storeId, at } = pending
  const { stepKey, queries } = effect
  const facts = await untilDone.lookUpFacts({ sopRunId, storeId, at, queries })
  return { type: 'recordFacts', stepKey, facts, lookedAt: workflowTime() }
}

async function callAutomation(pending: PendingEffect, effect: EffectOf<'automation'>): Promise<RunCommand> {
  const { sopRunId, storeId } = pending
  const { stepKey, call, attempt, activity, input } = effect
  const idempotencyKey = `${sopRunId}/${stepKey}/${call}`
  try {
    const output = await bounded.runAutomation({ sopRunId, storeId, stepKey, activity, input, idempotencyKey })
    return { type: 'automationFinished', stepKey, call, attempt, output }
  } catch (error) {
    return { type: 'automationFinished', stepKey, call, attempt, error: reasonOf(error) }
  }
}

async function launchChild(pending: PendingEffect, effect: EffectOf<'launch'>): Promise<RunCommand> {
  const { sopRunId: parentRunId, storeId, at } = pending
  const { childKey, sop, inputs } = effect
  try {
    const child = await untilDone.launchRun({ parentRunId, childKey, storeId, at, sop, inputs })
    return { type: 'childStarted', childKey, runId: child.runId, linked: child.linked }
  } catch {
    // What can never be started by the program becomes a task "start X by hand".
    return { type: 'childStarted', childKey, runId: null, linked: false }
  }
}

async function report(pending: PendingEffect, effect: EffectOf<'report'>): Promise<null> {
  const { parentRunId, childKey, outcome, record } = effect
  try {
    await untilDone.reportToRun({ parentRunId, childKey, outcome, record, fromRunId: pending.sopRunId })
  } catch {
    // The parent has ended or does not exist: nobody waits for this any more.
  }
  return null
}

async function moveOut(pending: PendingEffect, effect: EffectOf<'move'>): Promise<null> {
  const { sop, snapshot } = effect
  try {
    await untilDone.moveRun({ sopRunId: pending.sopRunId, sop, storeId: pending.storeId, snapshot })
  } catch {
    // Only an answer that can never change ends up here: the run has a host of its own already.
  }
  return null
}

/** The innermost reason, in one line, as the activity gave it. */
function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error
  if (cause instanceof ApplicationFailure) return cause.message
  return cause instanceof Error ? cause.message : String(cause)
}
