import { z } from 'zod'
import { checkStoreCalendar } from '#engine/time/store-calendar.ts'
import { readStores } from '#db/reads/stores.ts'
import { saveStore } from '#db/writes/save-store.ts'
import { StoreRequest, StoreShape } from '../contract/admin.ts'
import { Id } from '../contract/primitives.ts'
import { demand, notFound, seenStore } from '../door/access.ts'
import type { Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

/** PUT /stores/{storeId}: name and calendar; runs under way keep the calendar they were started with. */
export const changeStore: Route = (app, house) => {
  app.route({
    method: 'PUT',
    url: '/api/v1/stores/:storeId',
    config: { right: 'store.change' },
    schema: {
      tags: ['administration'],
      summary: 'Change a store',
      params: z.strictObject({ storeId: Id }),
      body: StoreRequest,
      response: { 200: StoreShape, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const storeId = seenStore(request.caller, request.params.storeId)
        demand(request, 'store.change', { storeId })
        const calendar = sortedDays(request.body.calendar)
        const checked = checkStoreCalendar(calendar)
        if (!checked.ok) {
          const { code, message } = checked.refusal
          throw new Problem('INVALID_CALENDAR', message, { facts: { code } })
        }
        const [store] = await readStores(house.deps.db, [storeId])
        if (!store) throw notFound(`store ${storeId}`)
        const { name } = request.body
        await saveStore(house.deps.db, { ...store, name, calendar }, request.caller.personId)
        return { status: 200, body: { id: storeId, name, calendar, mayChange: true } }
      }),
  })
}

function sortedDays(calendar: z.infer<typeof StoreRequest>['calendar']) {
  const once = (days: readonly string[]) => [...new Set(days)].sort()
  return { ...calendar, holidays: once(calendar.holidays), makeUpWorkdays: once(calendar.makeUpWorkdays) }
}
