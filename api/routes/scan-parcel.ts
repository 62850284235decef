import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { scanParcel as keep } from '#db/writes/scan-parcel.ts'
import { ScanAnswer, ScanRequest } from '../contract/warehouse.ts'
import { demand, seenStore } from '../door/access.ts'
import type { ScanFound } from '../door/judge-scan.ts'
import { judgeScan } from '../door/judge-scan.ts'
import type { House, Route } from '../house.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'

/** POST /scans: a parcel in somebody's hands: which work opens for it, or why none does. What nobody knows is kept too. */
export const scanParcel: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/scans',
    config: { right: 'parcel.scan' },
    schema: {
      tags: ['warehouse'],
      summary: 'Scan a parcel',
      body: ScanRequest,
      response: { 201: ScanAnswer, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const storeId = seenStore(request.caller, request.body.storeId)
        demand(request, 'parcel.scan', { storeId })
        const { waybill } = request.body
        const found = await judgeScan(house, request.caller, storeId, waybill)
        const at = house.deps.now()
        const kept = {
          ...{ storeId, waybill, at, personId: request.caller.personId, verdict: found.verdict },
          sopRunId: found.case?.sopRunId ?? null,
          taskId: found.verdict === 'open' ? (found.task?.taskId ?? null) : null,
        }
        const id = await keep(house.deps.db, kept)
        return { status: 201, body: await told(house, request, { id, ...kept }, found) }
      }),
  })
}

type Kept = { id: string; storeId: string; waybill: string; at: string; personId: string; taskId: string | null }

async function told(
  house: House,
  request: FastifyRequest,
  { id, storeId, waybill, at, personId, taskId }: Kept,
  { verdict, case: found, task }: ScanFound,
): Promise<z.infer<typeof ScanAnswer>> {
  const plan = found === null ? null : await house.plans.bySha(found.planSha256)
  const nameOf = await house.names.of([personId, found?.inspectedBy ?? null, task?.personId ?? null])
  const elsewhere = verdict === 'elsewhere' && found !== null ? found.storeId : null
  return {
    ...{ id, storeId, waybill, at, personId, personName: nameOf(personId), verdict, taskId },
    runId: found?.sopRunId ?? null,
    grade: found?.grade ?? null,
    inspectedAt: found?.inspectedAt ?? null,
    inspectedByName: nameOf(found?.inspectedBy ?? null),
    caseNo: found?.correlationKey ?? null,
    runTitle: plan?.title ?? null,
    holderName: verdict === 'theirs' ? nameOf(task?.personId ?? null) : null,
    otherStoreName: elsewhere === null ? null : (request.caller.storeNames.get(elsewhere) ?? elsewhere),
    step: plan === null || task === null ? null : { title: stepPlanOf(plan, task.stepId).title, role: task.role },
  }
}
