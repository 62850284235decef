import { z } from 'zod'
import type { Parameter } from '#engine/model/plan.ts'
import { readParameters } from '#db/reads/store-parameters.ts'
import { Id } from '../contract/primitives.ts'
import { ParameterList, ParameterQuery } from '../contract/admin.ts'
import { notFound, seenStore } from '../door/access.ts'
import type { House, Route } from '../house.ts'
import type { Action, Caller } from '../policy.ts'
import { may } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /stores/{storeId}/parameters: the numbers of a playbook, the store's own beside the playbook's. */
export const listParameters: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/stores/:storeId/parameters',
    config: { right: 'storeData.read' },
    schema: {
      tags: ['administration'],
      summary: 'Numbers of a playbook in a store',
      params: z.strictObject({ storeId: Id }),
      querystring: ParameterQuery,
      response: { 200: ParameterList, ...problems },
    },
    handler: async (request) => {
      const storeId = seenStore(request.caller, request.params.storeId)
      return { items: await showParameters(house, request.caller, storeId, request.query.sopId), nextCursor: null }
    },
  })
}

/** Who may set a number: limits of R-APPROVE are the store-manager's. */
export function settingAction({ name }: Parameter): Action {
  return name.startsWith('approve_') ? 'limit.set' : 'parameter.set'
}

/** Every number of a playbook as it stands in a store. Error: NOT_FOUND. */
export async function showParameters(house: House, caller: Caller, storeId: string, sopId: string) {
  const found = await house.plans.find(sopId)
  if (!found) throw notFound(`published playbook ${sopId}`)
  const rows = new Map((await readParameters(house.deps.db, storeId, sopId)).map((row) => [row.name, row]))
  const nameOf = await house.names.of([...rows.values()].map((row) => row.setBy))
  return found.plan.parameters.map((parameter) => {
    const { name, title, type, value, cases = null } = parameter
    const set = rows.get(name)
    return {
      sopId,
      name,
      title,
      type,
      default: value,
      cases,
      value: set?.value ?? null,
      setBy: set?.setBy ?? null,
      setByName: nameOf(set?.setBy ?? null),
      setAt: set?.setAt ?? null,
      mayChange: may(caller, settingAction(parameter), { storeId }),
    }
  })
}
