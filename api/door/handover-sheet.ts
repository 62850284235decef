import type { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import { evaluate } from '#engine/expression/evaluate.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { addToDay } from '#engine/time/day.ts'
import { dayStart } from '#engine/time/working-days.ts'
import type { ParcelStepRow } from '#db/reads/handovers.ts'
import { readExceptionRuns, readHandover, readParcelSteps } from '#db/reads/handovers.ts'
import { readLooseParcels } from '#db/reads/parcel-scans.ts'
import type { Handover, HandoverContent } from '../contract/warehouse.ts'
import type { House } from '../house.ts'
import { exceptionsOf, withRuns } from './handover-exceptions.ts'
import { markedParcels, numbersOf } from './handover-parcels.ts'
import { exceptionPlaybook, parcelSteps } from './parcel-steps.ts'
import type { StoreDay } from './store-day.ts'

type Content = z.infer<typeof HandoverContent>
type Exception = Content['exceptions'][number]
type ToLaunch = z.infer<typeof Handover>['toLaunch']

/** The sheet of a store's day as the house knows it now, and the launches that make tasks of what nobody sees to. */
export async function handoverSheet(house: House, of: StoreDay): Promise<{ content: Content; toLaunch: ToLaunch }> {
  const { storeId, day, zone, toAt } = of
  const { db } = house.deps
  const fromAt = await beginOf(house, of)
  const atMs = Math.min(Date.parse(house.deps.now()), Date.parse(toAt))
  const steps = await parcelSteps(house)
  const stepIds = [...steps.receive, ...steps.inspect, ...steps.dispose, ...steps.claim]
  const period = { storeId, fromAt, toAt }
  const [rows, loose, playbook] = await Promise.all([
    readParcelSteps(db, { ...period, stepIds }),
    readLooseParcels(db, period),
    exceptionPlaybook(house),
  ])
  const times = { fromMs: Date.parse(fromAt), toMs: Date.parse(toAt), atMs }
  const parcels = markedParcels(rows, steps, times)
  const found = exceptionsOf(rows, loose, steps, times)
  const known = playbook === null ? found : await seenTo(house, of, playbook, found)
  const numbers = { ...numbersOf(parcels), exceptions: known.length }
  return {
    content: { storeId, day, zone, fromAt, toAt, numbers, parcels, exceptions: known },
    toLaunch: playbook === null ? [] : launchesOf(storeId, playbook, known, rows),
  }
}

/** Where the sheet before ended, if it was handed over before its day was: what happened after it belongs to this one. */
async function beginOf(house: House, { storeId, day, zone, fromAt }: StoreDay): Promise<string> {
  const before = await readHandover(house.deps.db, storeId, addToDay(day, -1))
  const handedAt = before?.handedAt ?? fromAt
  return Date.parse(handedAt) < Date.parse(dayStart(day, zone)) ? handedAt : fromAt
}

async function seenTo(house: House, of: StoreDay, playbook: Plan, found: Exception[]): Promise<Exception[]> {
  const keys = found.map((one) => correlationOf(house, playbook, inputsOf(one)))
  const asked = { storeId: of.storeId, sop: playbook.sop, toAt: of.toAt, keys: keys.filter((key) => key !== null) }
  return withRuns(found, keys, await readExceptionRuns(house.deps.db, asked))
}

function launchesOf(
  storeId: string,
  { sop }: Plan,
  exceptions: readonly Exception[],
  rows: readonly ParcelStepRow[],
): ToLaunch {
  const orderOf = (runId: string | null) => rows.find((row) => row.sopRunId === runId)?.orderNo ?? null
  return exceptions
    .filter(({ task }) => task === null)
    .map((one) => {
      const orderNo = orderOf(one.caseRunId)
      const inputs = { ...inputsOf(one), ...(orderNo === null ? {} : { order_no: orderNo }) }
      return { key: one.key, sopId: sop, storeId, inputs }
    })
}

function inputsOf({ kind, waybill, since }: Exception): JsonObject {
  return { parcel_exception: kind, waybill: waybill ?? '', found_at: since }
}

/** The key its run would have, worked out by the playbook's own expression. */
function correlationOf(house: House, { correlate }: Plan, inputs: JsonObject): string | null {
  if (correlate === null) return null
  const worked = evaluate(house.programs, correlate, inputs)
  return worked.ok && typeof worked.value === 'string' ? worked.value : null
}
