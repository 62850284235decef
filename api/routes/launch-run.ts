import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Launch } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import { sopRunIdOf } from '#dispatch/command-id.ts'
import type { LaunchOrder } from '#dispatch/dispatcher.ts'
import { Accepted, LaunchRequest, Run } from '../contract/runs.ts'
import { demand, notFound, policyObjectOf, seenRun, seenStore } from '../door/access.ts'
import { acceptedAnswer, actorIn, doorOf, settled } from '../door/act.ts'
import { checkLaunch } from '../door/check-launch.ts'
import type { Command, WriteAnswer } from '../door/once.ts'
import { readLaunch } from '../door/read-launch.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'
import { wholeRun } from './show-run.ts'

type Asked = z.infer<typeof LaunchRequest>

/** POST /runs: launches a playbook; a run that is open under the same correlation key is answered with 409 and that run. */
export const launchRun: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/runs',
    config: { right: 'run.launch' },
    schema: {
      tags: ['runs'],
      summary: 'Launch',
      body: LaunchRequest,
      response: { 201: Run, 202: Accepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, (command) => launch(house, request, command, request.body)),
  })
}

async function launch(house: House, request: FastifyRequest, command: Command, asked: Asked): Promise<WriteAnswer> {
  const storeId = seenStore(request.caller, asked.storeId)
  const found = await house.plans.find(asked.sopId, asked.version)
  if (!found)
    throw notFound(`published playbook ${asked.sopId}${asked.version === undefined ? '' : ` ${asked.version}`}`)
  const { plan } = found
  demand(request, 'run.launch', policyObjectOf(plan, storeId))
  const outcome = await house.deps.way.launch(await orderOf(house, request, command, plan, asked))
  if (outcome.status === 'exists') throw await existing(house, request, outcome.sopRunId)
  if (!settled(outcome)) return acceptedAnswer(command)
  const sopRunId = sopRunIdOf(command.commandId)
  return { status: 201, body: await wholeRun(house, request, await seenRun(house, request, sopRunId)), sopRunId }
}

async function orderOf(
  house: House,
  request: FastifyRequest,
  { commandId }: Command,
  plan: Plan,
  asked: Asked,
): Promise<LaunchOrder> {
  const read = await readLaunch(house, plan, asked)
  const sopRunId = sopRunIdOf(commandId)
  const { storeId } = asked
  const { inputs, hosting, ...rest } = read
  const open: Launch = {
    type: 'launch',
    sopRunId,
    storeId,
    inputs,
    ...rest,
    correlationKey: asked.correlationKey ?? null,
  }
  const correlationKey = checkLaunch(house, plan, open)
  return {
    commandId,
    actor: actorIn(request, storeId),
    door: doorOf(request),
    plan,
    hosting: hosting ?? plan.hosting,
    launch: { storeId, ...rest, inputs: await house.sealer.seal(sopRunId, plan.launch, inputs), correlationKey },
  }
}

/** 409 with the run that is open already, whole if the caller may see it. */
async function existing(house: House, request: FastifyRequest, sopRunId: string): Promise<Problem> {
  const detail = `A run with this correlation key is open: ${sopRunId}. Go on with it, or end it first.`
  const run = await seenRun(house, request, sopRunId)
    .then((seen) => wholeRun(house, request, seen))
    .catch(() => undefined)
  return new Problem('RUN_EXISTS', detail, { facts: { runId: sopRunId }, ...(run ? { members: { run } } : {}) })
}
