import type { FastifyRequest } from 'fastify'
import type { Plan } from '#engine/model/plan.ts'
import { readTaskId } from '#engine/run/step-key.ts'
import type { RunHeading } from '#db/reads/run-state.ts'
import { readRunHeading } from '#db/reads/run-state.ts'
import type { StepOfRun } from '#db/reads/step-of-run.ts'
import { readStepOfRun } from '#db/reads/step-of-run.ts'
import type { House } from '../house.ts'
import type { Action, Caller, PolicyObject } from '../policy.ts'
import { may, mayAnywhere, policy } from '../policy.ts'
import { Problem } from '../problem.ts'
import { postsOf } from './posts-of.ts'

/** A run the caller may see, with its playbook and what the policy looks at. */
export interface SeenRun {
  heading: RunHeading
  plan: Plan
  object: PolicyObject
}

/** A task the caller may see. */
export interface SeenTask extends SeenRun, StepOfRun {
  taskId: string
  level: number | null
}

/** The run, if the caller may see it; whatever they may not see does not exist for them (NOT_FOUND, logged). */
export async function seenRun(house: House, request: FastifyRequest, sopRunId: string): Promise<SeenRun> {
  const heading = await readRunHeading(house.deps.db, sopRunId)
  if (!heading) throw notFound(`run ${sopRunId}`)
  return seen(house, request, heading, `run ${sopRunId}`)
}

/** The step behind a task id, if the caller may see its run. Error: NOT_FOUND. */
export async function seenTask(house: House, request: FastifyRequest, taskId: string): Promise<SeenTask> {
  const parts = readTaskId(taskId)
  const found = parts && (await readStepOfRun(house.deps.db, parts.sopRunId, parts.stepKey))
  const level = parts?.level ?? null
  if (!found || (level !== null && !found.step.approvals.some((approval) => approval.level === level))) {
    throw notFound(`task ${taskId}`)
  }
  const run = await seen(house, request, found.run, `task ${taskId}`)
  return { ...run, ...found, taskId, level }
}

async function seen(house: House, request: FastifyRequest, heading: RunHeading, what: string): Promise<SeenRun> {
  const plan = await house.plans.bySha(heading.planSha256)
  const object = policyObjectOf(plan, heading.storeId, heading.launchedBy)
  if (may(request.caller, 'run.read', object)) return { heading, plan, object }
  request.log.info({ personId: request.caller.personId, what, denied: 'run.read' }, 'denied')
  request.withheld = { storeId: heading.storeId, hidden: true }
  throw notFound(what)
}

/** What the policy table looks at in a playbook and its run. */
export function policyObjectOf(plan: Plan, storeId: string, launchedBy?: string): PolicyObject {
  return { storeId, starters: plan.starters, posts: postsOf(plan), ...(launchedBy === undefined ? {} : { launchedBy }) }
}

/** Refuses with NOT_ALLOWED (403, logged) what the policy table does not give the caller. */
export function demand(request: FastifyRequest, action: Action, object: PolicyObject): void {
  if (may(request.caller, action, object)) return
  refuseAction(request, action, object.storeId)
}

/** Refuses with NOT_ALLOWED what the caller may do in no store at all: for what belongs to none. */
export function demandAnywhere(request: FastifyRequest, action: Action): void {
  if (!mayAnywhere(request.caller, action)) refuseAction(request, action)
}

/** The same refusal, for what was already found not to be allowed. */
export function refuseAction(request: FastifyRequest, action: Action, storeId: string | null = null): never {
  request.withheld = { storeId, hidden: false }
  const { needed } = policy[action]
  request.log.info({ personId: request.caller.personId, denied: action }, 'denied')
  throw new Problem('NOT_ALLOWED', `This needs ${needed}; your roles do not include it. Ask somebody who holds one.`, {
    facts: { needed },
  })
}

/** A store the caller has a role in. Error: NOT_FOUND, whether it exists or not. */
export function seenStore(caller: Caller, storeId: string): string {
  if (caller.rolesIn.has(storeId)) return storeId
  throw notFound(`store ${storeId}`)
}

export function notFound(what: string): Problem {
  return new Problem('NOT_FOUND', `There is no ${what}, or you have no role that lets you see it.`)
}
