import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { RunCommand } from '#engine/model/command.ts'
import { takeTurn } from '#engine/turn.ts'
import { commandIdOf } from '#dispatch/command-id.ts'
import { readRun } from '#db/reads/run-state.ts'
import { BulkAnswer, BulkRequest } from '../contract/steering.ts'
import { demand, notFound, seenRun, seenTask } from '../door/access.ts'
import type { SeenRun } from '../door/access.ts'
import { actorIn, sendCommand } from '../door/act.ts'
import type { Command, WriteAnswer } from '../door/once.ts'
import type { House, Route } from '../house.ts'
import { Problem, problemOfRefusal } from '../problem.ts'
import { problems } from './answers.ts'
import { demandPersonOfStore } from './reassign-task.ts'

type Asked = z.infer<typeof BulkRequest>
type Item = z.infer<typeof BulkAnswer>['items'][number]

const atOnce = 8

/** POST /bulk-acts: one act over many runs or tasks, each with its own answer; `dryRun` decides on copies and does nothing. */
export const bulkAct: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/bulk-acts',
    config: { right: ['run.steer', 'task.assign'] },
    schema: {
      tags: ['runs'],
      summary: 'Act on many',
      body: BulkRequest,
      response: { 200: BulkAnswer, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, (command) => actOnAll(house, request, command, request.body)),
  })
}

async function actOnAll(house: House, request: FastifyRequest, command: Command, asked: Asked): Promise<WriteAnswer> {
  const ids = [...new Set(asked.type === 'reassign' ? asked.taskIds : asked.runIds)]
  const items: Item[] = []
  let open = false
  for (let begin = 0; begin < ids.length; begin += atOnce) {
    const part = ids.slice(begin, begin + atOnce)
    const answers = await Promise.all(part.map((id) => answerOf(house, request, command, asked, id)))
    open ||= answers.some((answer) => answer.open)
    items.push(...answers.map((answer) => answer.item))
  }
  const done = items.filter((item) => item.ok).length
  const body = { dryRun: asked.dryRun === true, done, refused: items.length - done, items }
  // What nobody could answer is asked for again under the same key; what is done is not done twice.
  return { status: 200, body, ...(open ? { open: true as const } : {}) }
}

async function answerOf(
  house: House,
  request: FastifyRequest,
  command: Command,
  asked: Asked,
  id: string,
): Promise<{ item: Item; open: boolean }> {
  try {
    await actOnOne(house, request, command, asked, id)
    return { item: { id, ok: true, code: null, detail: null }, open: false }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { item: { id, ok: false, code: error.code, detail: error.message }, open: error.status >= 500 }
  }
}

async function actOnOne(
  house: House,
  request: FastifyRequest,
  command: Command,
  asked: Asked,
  id: string,
): Promise<void> {
  const { seen, act } = await targetOf(house, request, asked, id)
  if (asked.dryRun === true) return tryOnCopy(house, request, seen, act)
  const own = { commandId: commandIdOf(command.commandId, id), repeated: command.repeated }
  const to = { sopRunId: seen.heading.id, actor: actorIn(request, seen.heading.storeId) }
  await sendCommand(house, request, own, to, act)
}

/** The run an item means and the command it gets, if the caller may. */
async function targetOf(
  house: House,
  request: FastifyRequest,
  asked: Asked,
  id: string,
): Promise<{ seen: SeenRun; act: RunCommand }> {
  if (asked.type !== 'reassign') {
    const seen = await seenRun(house, request, id)
    demand(request, 'run.steer', seen.object)
    return { seen, act: { type: asked.type, reason: asked.reason } }
  }
  const task = await seenTask(house, request, id)
  demand(request, 'task.assign', task.object)
  await demandPersonOfStore(house, task.run.storeId, task.run.sop, asked.to)
  return { seen: task, act: { type: 'reassign', stepKey: task.step.key, to: asked.to, reason: asked.reason } }
}

async function tryOnCopy(house: House, request: FastifyRequest, seen: SeenRun, act: RunCommand): Promise<void> {
  const recorded = await readRun(house.deps.db, seen.heading.id)
  if (!recorded) throw notFound(`run ${seen.heading.id}`)
  const envelope = {
    commandId: 'dry-run',
    sopRunId: seen.heading.id,
    actor: actorIn(request, seen.heading.storeId),
    door: 'api' as const,
    command: act,
  }
  const { refusal } = takeTurn(seen.plan, recorded.run, envelope, house.deps.now(), house.programs)
  if (refusal) throw problemOfRefusal(refusal)
}
