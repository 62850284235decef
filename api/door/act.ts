import type { FastifyRequest } from 'fastify'
import type { RunCommand } from '#engine/model/command.ts'
import type { Actor } from '#engine/model/people.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { rolesHeldBy } from '#db/reads/caller-of-session.ts'
import { readStepOfRun } from '#db/reads/step-of-run.ts'
import { standsInFor } from '#db/reads/substitution.ts'
import type { FailureCode, Outcome } from '#dispatch/outcome.ts'
import type { House } from '../house.ts'
import { may } from '../policy.ts'
import type { ProblemCode } from '../problem-codes.ts'
import { Problem, problemOfRefusal } from '../problem.ts'
import type { ShownStep } from '../show/show-step.ts'
import { peopleOf, showStep, stepPlanOf } from '../show/show-step.ts'
import type { SeenRun, SeenTask } from './access.ts'
import { demand, notFound } from './access.ts'
import { decidesMoney, moneyActor } from './money-approval.ts'
import type { Command, WriteAnswer } from './once.ts'

/** The person who acts, with the roles of this store and the one the step asks for. */
export function actorIn(request: FastifyRequest, storeId: string, stepRole?: string | null): Actor {
  const roles = [...(request.caller.rolesIn.get(storeId) ?? [])]
  const role = stepRole !== undefined && stepRole !== null && roles.includes(stepRole) ? stepRole : undefined
  return { personId: request.caller.personId, roles, ...(role === undefined ? {} : { role }) }
}

/** Through which door a request came: the page uses the cookie, programs a bearer token. */
export function doorOf(request: FastifyRequest): 'web' | 'api' {
  return request.caller.via === 'cookie' ? 'web' : 'api'
}

/** Sends one command of a person to a run; a refusal is thrown as a problem. true = recorded, false = accepted only. */
export async function sendCommand(
  house: House,
  request: FastifyRequest,
  { commandId, repeated }: Command,
  to: { sopRunId: string; actor: Actor },
  command: RunCommand,
): Promise<boolean> {
  const sealed = await withSealedTexts(house, to.sopRunId, command)
  const outcome = await house.deps.way.send({ commandId, ...to, door: doorOf(request), command: sealed }, repeated)
  return settled(outcome)
}

/** Remarks and reasons go into history for ever: what is personal in them goes sealed. */
async function withSealedTexts(house: House, sopRunId: string, command: RunCommand): Promise<RunCommand> {
  const sealed: Record<string, unknown> = {}
  for (const name of ['text', 'reason'] as const) {
    const given = (command as unknown as JsonObject)[name]
    if (typeof given === 'string') sealed[name] = await house.sealer.sealText(sopRunId, given)
  }
  if ('reasons' in command && command.reasons) {
    const texts = Object.entries(command.reasons).map(
      async ([field, text]) => [field, await house.sealer.sealText(sopRunId, text)] as const,
    )
    sealed['reasons'] = Object.fromEntries(await Promise.all(texts))
  }
  return { ...command, ...sealed }
}

/** true = recorded, false = accepted and not readable yet. Throws the refusal, or why nothing can be said. */
export function settled(outcome: Outcome): boolean {
  if (outcome.status === 'failed') throw problemOfFailure(outcome.code, outcome.retryAfterMs)
  if (outcome.answer.kind === 'refused') throw problemOfRefusal(outcome.answer.refusal)
  return outcome.status === 'recorded'
}

const failures: Record<FailureCode, { code: ProblemCode; detail: string }> = {
  OUTCOME_UNKNOWN: {
    code: 'OUTCOME_UNKNOWN',
    detail:
      'The act was sent but its answer is not known yet. Ask again with the same Idempotency-Key; nothing happens twice.',
  },
  TEMPORAL_UNREACHABLE: {
    code: 'UNAVAILABLE',
    detail: 'The engine cannot be reached; nothing was done. Try again with the same Idempotency-Key.',
  },
  BACKLOG: {
    code: 'BACKLOG',
    detail: 'The engine has more to record than it may hold; nothing was done. Try again shortly.',
  },
  RUN_UNKNOWN: { code: 'NOT_FOUND', detail: 'There is no such run.' },
}

function problemOfFailure(code: FailureCode, retryAfterMs: number): Problem {
  const { code: problemCode, detail } = failures[code]
  return new Problem(problemCode, detail, {
    headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
  })
}

/** 202: durable, and readable once Postgres has caught up; the key stays open for the answer. */
export function acceptedAnswer({ commandId }: Command): WriteAnswer {
  return { status: 202, body: { commandId, status: 'accepted' }, open: true }
}

/** One act of a person on a task: guard, send, and answer the step as it then stands. */
export async function actOnTask(
  house: House,
  request: FastifyRequest,
  command: Command,
  task: SeenTask,
  act: RunCommand,
  onBehalfOf?: string,
): Promise<WriteAnswer> {
  demand(request, 'run.act', task.object)
  const { storeId, id: sopRunId } = task.run
  const acting = await actorFor(house, request, storeId, roleAsked(task), onBehalfOf)
  const actor = decidesMoney(task, act) ? await moneyActor(house, request, storeId, acting, roleAsked(task)) : acting
  if (!(await sendCommand(house, request, command, { sopRunId, actor }, act))) return acceptedAnswer(command)
  return { status: 200, body: await freshStep(house, request, task), sopRunId }
}

/** The role a task asks for: that of its approval level, or of the step. */
export function roleAsked(task: SeenTask): string | null {
  const level = task.step.approvals.find((approval) => approval.level === task.level)
  return level?.role ?? task.step.role
}

async function actorFor(
  house: House,
  request: FastifyRequest,
  storeId: string,
  role: string | null,
  onBehalfOf: string | undefined,
): Promise<Actor> {
  const actor = actorIn(request, storeId, role)
  if (onBehalfOf === undefined || onBehalfOf === actor.personId) return actor
  const { db, now } = house.deps
  if (!(await standsInFor(db, actor.personId, onBehalfOf, now()))) {
    throw new Problem(
      'NOT_ALLOWED',
      `You do not stand in for ${onBehalfOf} now. Act in your own name, or have the absence entered.`,
      {
        facts: { onBehalfOf },
      },
    )
  }
  const theirs = (await rolesHeldBy(db, onBehalfOf, now()))
    .filter((held) => held.storeId === storeId)
    .map((held) => held.role)
  const roles = [...new Set([...actor.roles, ...theirs])]
  return { ...actor, roles, ...(role !== null && roles.includes(role) ? { role } : {}), onBehalfOf }
}

/** The step as it stands after an act. */
export async function freshStep(house: House, request: FastifyRequest, task: SeenTask): Promise<ShownStep> {
  const found = await readStepOfRun(house.deps.db, task.run.id, task.step.key)
  if (!found) throw notFound(`task ${task.taskId}`)
  const { step } = found
  const nameOf = await house.names.of(peopleOf(step))
  const closed = showStep(task.run.id, stepPlanOf(task.plan, step.stepId), step, step.answers, {
    nameOf,
    now: house.deps.now(),
  })
  return (await house.sealer.open(closed as unknown as JsonValue, readsPii(request, task))) as unknown as ShownStep
}

/** Whether the caller may read what was sealed in this run. */
export function readsPii(request: FastifyRequest, seen: SeenRun): boolean {
  return may(request.caller, 'pii.see', seen.object)
}
