import { z } from 'zod'
import { isRefusal } from '#engine/model/refusal.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { rehearse as rehearsePlan } from '#engine/rehearsal/rehearse.ts'
import { parseInstant } from '#engine/time/instant.ts'
import { Id } from '../contract/primitives.ts'
import { RehearsalRequest, RehearsalShape } from '../contract/rehearsals.ts'
import { demand, notFound, policyObjectOf, seenStore } from '../door/access.ts'
import { problemOfLaunch } from '../door/check-launch.ts'
import type { Route } from '../house.ts'
import { showCalendar } from '../show/show-calendar.ts'
import { problems } from './answers.ts'
import { readLaunch } from '../door/read-launch.ts'

/** POST /sops/{sopId}/rehearsals: the dated plan, the load per role and what would go wrong; nothing is started. */
export const rehearse: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/sops/:sopId/rehearsals',
    config: { right: 'run.rehearse' },
    schema: {
      tags: ['rehearsals'],
      summary: 'Rehearse a launch',
      params: z.strictObject({ sopId: Id }),
      body: RehearsalRequest,
      response: { 200: RehearsalShape, ...problems },
    },
    handler: async (request) => {
      const { sopId } = request.params
      const { storeId, params, startAt } = request.body
      const found = await house.plans.find(sopId)
      if (!found) throw notFound(`published playbook ${sopId}`)
      const { plan } = found
      demand(request, 'run.rehearse', policyObjectOf(plan, seenStore(request.caller, storeId)))
      const launch = await readLaunch(house, plan, request.body)
      const start = startAt === undefined ? null : parseInstant(startAt)
      const result = rehearsePlan(plan, {
        storeId,
        inputs: launch.inputs,
        anchors: launch.anchors,
        params: { ...launch.parameters, ...(params as JsonObject | undefined) },
        roles: launch.roster,
        holders: launch.holders,
        calendar: launch.calendar,
        startAt: start?.ok === true ? start.value : house.deps.now(),
      })
      if (isRefusal(result)) throw problemOfLaunch(result)
      return {
        sopId,
        version: plan.version,
        ...result,
        calendar: showCalendar(launch.calendar, result.startAt, result.endsAt),
      }
    },
  })
}
