import type { z } from 'zod'
import type { ParcelStepRow } from '#db/reads/handovers.ts'
import type { HandoverNumbers, HandoverParcel } from '../contract/warehouse.ts'
import type { ParcelSteps } from './parcel-steps.ts'

type Parcel = z.infer<typeof HandoverParcel>
type Numbers = Omit<z.infer<typeof HandoverNumbers>, 'exceptions'>

/** The period of a sheet, and the instant up to which it is known; epoch ms. */
export interface SheetTimes {
  fromMs: number
  toMs: number
  atMs: number
}

/** Whether a step stood open when the period ended. */
export function isOpenAt({ completedAt }: ParcelStepRow, { toMs }: SheetTimes): boolean {
  return completedAt === null || Date.parse(completedAt) >= toMs
}

/** One line per case, with the numbers of the sheet it counts in. */
export function markedParcels(rows: readonly ParcelStepRow[], steps: ParcelSteps, times: SheetTimes): Parcel[] {
  const runs = new Map<string, ParcelStepRow[]>()
  for (const row of rows) runs.set(row.sopRunId, [...(runs.get(row.sopRunId) ?? []), row])
  return [...runs.values()].map((own) => parcelOf(own, steps, times)).filter(({ marks }) => marks.length > 0)
}

function parcelOf(rows: readonly ParcelStepRow[], steps: ParcelSteps, times: SheetTimes): Parcel {
  const [first] = rows
  const within = ({ completedAt }: ParcelStepRow) =>
    completedAt !== null && Date.parse(completedAt) >= times.fromMs && Date.parse(completedAt) < times.toMs
  const ended = (part: keyof ParcelSteps, field: string) =>
    rows.findLast((row) => steps[part].has(row.stepId) && within(row) && typeof row.answers[field] === 'string')
  const expected = rows.find(({ stepId }) => steps.receive.has(stepId))
  const arrival = ended('receive', 'arrival')
  const received = arrival?.answers['arrival'] === 'received' ? arrival : undefined
  const inspected = ended('inspect', 'grade')
  const disposed = ended('dispose', 'disposal')
  const open = rows.find(
    (row) => (steps.inspect.has(row.stepId) || steps.dispose.has(row.stepId)) && isOpenAt(row, times),
  )
  const marks: [Parcel['marks'][number], unknown][] = [
    ['expected', expected],
    ['received', received],
    ['inspected', inspected],
    ['disposed', disposed],
    ['open', open],
  ]
  return {
    runId: first!.sopRunId,
    caseNo: first!.correlationKey,
    waybill: first!.waybill,
    orderNo: first!.orderNo,
    sku: first!.sku,
    marks: marks.filter(([, row]) => row !== undefined).map(([mark]) => mark),
    receivedAt: received?.completedAt ?? null,
    inspectedAt: inspected?.completedAt ?? null,
    inspectedBy: inspected?.completedBy ?? null,
    grade: (inspected?.answers['grade'] as string | undefined) ?? null,
    disposedAt: disposed?.completedAt ?? null,
    disposal: (disposed?.answers['disposal'] as string | undefined) ?? null,
    taskId: open === undefined ? null : `${open.sopRunId}~${open.stepKey}`,
  }
}

/** The figures of the sheet, each the length of a list. */
export function numbersOf(parcels: readonly Parcel[]): Numbers {
  const count = (is: (parcel: Parcel) => boolean) => parcels.filter(is).length
  const graded = (grade: string) => count((parcel) => parcel.grade === grade)
  const disposed = (disposal: string) => count((parcel) => parcel.disposal === disposal)
  return {
    expected: count(({ marks }) => marks.includes('expected')),
    received: count(({ marks }) => marks.includes('received')),
    inspected: { A: graded('A'), B: graded('B'), C: graded('C'), X: graded('X') },
    restocked: disposed('restock'),
    seconds: disposed('repair_sell_seconds'),
    scrapped: disposed('scrap'),
    held: disposed('hold_and_claim'),
    open: count(({ marks }) => marks.includes('open')),
  }
}
