import { z } from 'zod'
import { refuseParameterValue } from '#engine/form/check-parameter.ts'
import { setParameter as set } from '#db/writes/set-parameter.ts'
import { ParameterRequest, ParameterShape } from '../contract/admin.ts'
import { Id } from '../contract/primitives.ts'
import { demand, notFound, seenStore } from '../door/access.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'
import { settingAction, showParameters } from './list-parameters.ts'

/** PUT /stores/{storeId}/parameters/{sopId}/{name}: the store's own number; runs under way keep theirs. */
export const setParameter: Route = (app, house) => {
  app.route({
    method: 'PUT',
    url: '/api/v1/stores/:storeId/parameters/:sopId/:name',
    config: { right: ['parameter.set', 'limit.set'] },
    schema: {
      tags: ['administration'],
      summary: 'Set a number of a playbook',
      params: z.strictObject({ storeId: Id, sopId: Id, name: Id }),
      body: ParameterRequest,
      response: { 200: ParameterShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { sopId, name } = request.params
        const { value, reason } = request.body
        const storeId = seenStore(request.caller, request.params.storeId)
        const parameter = (await house.plans.find(sopId))?.plan.parameters.find((one) => one.name === name)
        if (!parameter) throw notFound(`number ${name} in a published ${sopId}`)
        demand(request, settingAction(parameter), { storeId })
        const wrong = value === null ? null : refuseParameterValue(parameter, value)
        if (wrong !== null) {
          const errors = [{ pointer: '/value', code: 'OUT_OF_RANGE', detail: wrong }]
          throw new Problem('OUT_OF_RANGE', wrong, { errors })
        }
        await set(house.deps.db, { storeId, sop: sopId, name, value, reason }, request.caller.personId)
        const shown = await showParameters(house, request.caller, storeId, sopId)
        return { status: 200, body: shown.find((one) => one.name === name) }
      }),
  })
}
