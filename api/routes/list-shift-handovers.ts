import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { ShiftHandoverRow } from '#db/reads/shift-handovers.ts'
import { readShiftHandovers } from '#db/reads/shift-handovers.ts'
import type { ShiftHandoverShape } from '../contract/shift-handovers.ts'
import { ShiftHandoverList } from '../contract/shift-handovers.ts'
import type { House, Route } from '../house.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'

type Shown = z.infer<typeof ShiftHandoverShape>

/** GET /shift-handovers: what colleagues who go off duty had begun in one's own posts. */
export const listShiftHandovers: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/shift-handovers',
    config: { right: 'run.act' },
    schema: { tags: ['tasks'], summary: 'What shifts leave', response: { 200: ShiftHandoverList, ...problems } },
    handler: async (request) => ({ items: await shown(house, await handoversFor(house, request)), nextCursor: null }),
  })
}

/** The steps colleagues of the caller's posts leave behind at this moment. */
export async function handoversFor(house: House, request: FastifyRequest): Promise<ShiftHandoverRow[]> {
  const { personId, rolesIn } = request.caller
  const posts = [...rolesIn].flatMap(([storeId, roles]) => roles.map((role) => ({ storeId, role })))
  return readShiftHandovers(house.deps.db, personId, posts, house.deps.now())
}

async function shown(house: House, rows: readonly ShiftHandoverRow[]): Promise<Shown[]> {
  const shifts = new Map<string, Shown>()
  for (const row of rows) {
    const { shiftId, storeId, fromId, fromName, role, toAt, onDuty } = row
    const shift = shifts.get(shiftId) ?? {
      ...{ shiftId, storeId, fromId, fromName, role, toAt, mayAccept: onDuty },
      steps: [],
    }
    const { taskId, sopRunId, stepId, correlationKey, dueAt, hard, draft } = row
    const { title } = stepPlanOf(await house.plans.bySha(row.planSha256), stepId)
    shift.steps.push({ taskId, runId: sopRunId, stepId, title, correlationKey, dueAt, hard, draft })
    shifts.set(shiftId, shift)
  }
  return [...shifts.values()]
}
