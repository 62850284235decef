import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { evaluate } from '#engine/expression/evaluate.ts'
import { scopeOf } from '#engine/run/scope.ts'
import { parseInstant } from '#engine/time/instant.ts'
import { readRun } from '#db/reads/run-state.ts'
import { readWaitingRuns } from '#db/reads/waiting-runs.ts'
import { markDelivered, takeExternalEvent } from '#db/writes/take-external-event.ts'
import { commandIdOf } from '#dispatch/command-id.ts'
import { OutsideEvent, OutsideEventAnswer } from '../contract/events.ts'
import { demand, refuseAction, seenRun, seenStore } from '../door/access.ts'
import { actorIn } from '../door/act.ts'
import type { WriteAnswer } from '../door/once.ts'
import type { House, Route } from '../house.ts'
import type { Caller } from '../policy.ts'
import { storesWith } from '../policy.ts'
import { publicCode } from '../problem-codes.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

type Asked = z.infer<typeof OutsideEvent>
type Answered = z.infer<typeof OutsideEventAnswer>

/** POST /events: something that happened outside (CloudEvents), given to the runs that wait for it, once per event id. */
export const receiveEvent: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/events',
    config: { right: 'event.send' },
    schema: {
      tags: ['events'],
      summary: 'Report an outside event',
      body: OutsideEvent,
      response: { 200: OutsideEventAnswer, ...problems },
    },
    handler: async (request, reply) => house.once.write(request, reply, () => receive(house, request, request.body)),
  })
}

async function receive(house: House, request: FastifyRequest, asked: Asked): Promise<WriteAnswer> {
  const storeId = await storeOf(house, request, asked)
  demand(request, 'event.send', { storeId })
  const at = parseInstant(asked.time ?? '')
  const event = {
    id: `${asked.source}#${asked.id}`,
    storeId,
    type: asked.type,
    key: asked.subject ?? null,
    data: (asked.data ?? {}) as JsonObject,
    at: at.ok ? at.value : house.deps.now(),
  }
  const { delivered } = await takeExternalEvent(house.deps.db, event)
  if (delivered) return answer(asked.id, 'repeated', [])
  const targets = asked.runId === undefined ? await runsWaiting(house, storeId, event) : [asked.runId]
  const runs = await Promise.all(targets.map((runId) => deliver(house, request, runId, event)))
  if (runs.some((run) => run.delivered)) await markDelivered(house.deps.db, event.id)
  return answer(asked.id, runs.some((run) => run.delivered) ? 'delivered' : 'unmatched', runs)
}

function answer(id: string, status: Answered['status'], runs: Answered['runs']): WriteAnswer {
  return { status: 200, body: { id, status, runs } }
}

interface Told {
  id: string
  storeId: string
  type: string
  key: string | null
  data: JsonObject
}

/** The store an event belongs to: named, that of its run, or the only one the caller may report for. */
async function storeOf(house: House, request: FastifyRequest, asked: Asked): Promise<string> {
  if (asked.runId !== undefined) return (await seenRun(house, request, asked.runId)).heading.storeId
  if (asked.storeId !== undefined) return seenStore(request.caller, asked.storeId)
  return onlyStore(request, request.caller)
}

function onlyStore(request: FastifyRequest, caller: Caller): string {
  const stores = storesWith(caller, 'event.send')
  if (stores.length === 0) refuseAction(request, 'event.send')
  if (stores.length === 1 && stores[0] !== undefined) return stores[0]
  const detail = `The event names no store and you work in several (${stores.join(', ')}). Send storeId.`
  throw new Problem('REQUIRED', detail, { errors: [{ pointer: '/storeId', code: 'REQUIRED', detail: 'is required' }] })
}

/** Runs with an open wait for this event whose correlation is exactly its key; a wait without correlation takes any. */
async function runsWaiting(house: House, storeId: string, event: Told): Promise<string[]> {
  const steps = new Map<string, { sop: string; stepId: string }>()
  for (const { sha256 } of await house.plans.published()) {
    const plan = await house.plans.bySha(sha256)
    for (const step of plan.steps) {
      if (step.wait?.event === event.type) steps.set(`${plan.sop}/${step.id}`, { sop: plan.sop, stepId: step.id })
    }
  }
  const candidates = await readWaitingRuns(house.deps.db, storeId, [...steps.values()])
  const matching = await Promise.all(
    candidates.map(async ({ sopRunId, planSha256 }) => {
      const recorded = await readRun(house.deps.db, sopRunId)
      return recorded && waitsFor(house, await house.plans.bySha(planSha256), recorded.run, event) ? [sopRunId] : []
    }),
  )
  return matching.flat()
}

function waitsFor(house: House, plan: Plan, run: SopRun, event: Told): boolean {
  const open = new Set(
    Object.values(run.steps)
      .filter((step) => step.status === 'open' || step.status === 'claimed')
      .map((step) => step.stepId),
  )
  return plan.steps.some((step) => {
    if (!open.has(step.id) || step.wait?.event !== event.type) return false
    if (step.wait.correlate === undefined) return true
    const scope = scopeOf({ plan, now: house.deps.now(), actor: { personId: 'system', roles: [] } }, run)
    const expected = evaluate(house.programs, step.wait.correlate, scope)
    return event.key !== null && expected.ok && expected.value === event.key
  })
}

async function deliver(
  house: House,
  request: FastifyRequest,
  runId: string,
  event: Told,
): Promise<Answered['runs'][number]> {
  const commandId = commandIdOf(`event ${event.id}`, runId)
  const { type, key, data, storeId } = event
  const command = { type: 'receiveEvent' as const, eventId: event.id, eventType: type, key, data }
  const outcome = await house.deps.way.send(
    { commandId, sopRunId: runId, actor: actorIn(request, storeId), door: 'event', command },
    true,
  )
  if (outcome.status === 'failed') {
    throw new Problem(
      'UNAVAILABLE',
      'The event is kept but could not be handed on yet. Send it again with the same id.',
      { headers: { 'retry-after': '2' } },
    )
  }
  if (outcome.answer.kind === 'refused')
    return { runId, delivered: false, code: publicCode(outcome.answer.refusal.code) }
  return { runId, delivered: true }
}
