import type { FastifyRequest } from 'fastify'
import { moveDraft } from '#db/door/move-draft.ts'
import type { ShiftHandoverRow } from '#db/reads/shift-handovers.ts'
import { commandIdOf } from '#dispatch/command-id.ts'
import { ShiftAccepted, ShiftHandoverParams } from '../contract/shift-handovers.ts'
import { demand, notFound, seenTask } from '../door/access.ts'
import { actorIn, sendCommand } from '../door/act.ts'
import type { Command } from '../door/once.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'
import { handoversFor } from './list-shift-handovers.ts'

/**
 * POST /shift-handovers/{shiftId}/accept: the caller, on duty in that role, goes on with everything the shift leaves: the
 * steps are theirs, the clocks run on, the drafts go along. Each step is answered for itself.
 */
export const acceptShift: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/shift-handovers/:shiftId/accept',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Take over a shift',
      params: ShiftHandoverParams,
      response: { 200: ShiftAccepted, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async (command) => {
        const { shiftId } = request.params
        const rows = (await handoversFor(house, request)).filter((row) => row.shiftId === shiftId)
        if (rows.length === 0) throw notFound(`shift ${shiftId} that leaves anything to you`)
        if (!rows.some(({ onDuty }) => onDuty)) {
          throw new Problem(
            'NOT_ON_DUTY',
            'A shift is taken over by who is on duty in its role. Have your shift entered.',
          )
        }
        const steps = []
        for (const row of rows) steps.push(await takeStep(house, request, command, row))
        // What nobody could answer is asked for again under the same key.
        const open = steps.some(({ code }) => code === 'OUTCOME_UNKNOWN' || code === 'UNAVAILABLE')
        return { status: 200, body: { shiftId, steps }, ...(open ? { open: true as const } : {}) }
      }),
  })
}

async function takeStep(house: House, request: FastifyRequest, command: Command, row: ShiftHandoverRow) {
  const { taskId, sopRunId, stepKey, storeId, fromId, shiftId, role } = row
  try {
    const task = await seenTask(house, request, taskId)
    demand(request, 'run.act', task.object)
    const own = { commandId: commandIdOf(command.commandId, taskId), repeated: command.repeated }
    const act = { type: 'takeOver' as const, stepKey, from: fromId, shiftId, reason: 'shift' }
    await sendCommand(house, request, own, { sopRunId, actor: actorIn(request, storeId, role) }, act)
    await moveDraft(house.deps.db, taskId, fromId, request.caller.personId)
    return { taskId, ok: true, code: null, detail: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { taskId, ok: false, code: error.code, detail: error.message }
  }
}
