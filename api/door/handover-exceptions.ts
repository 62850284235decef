import type { z } from 'zod'
import type { ExceptionRunRow, ParcelStepRow } from '#db/reads/handovers.ts'
import type { LooseParcelRow } from '#db/reads/parcel-scans.ts'
import { stuckAfterMs } from '#db/facts/parcel.ts'
import type { HandoverException } from '../contract/warehouse.ts'
import type { SheetTimes } from './handover-parcels.ts'
import { isOpenAt } from './handover-parcels.ts'
import type { ParcelSteps } from './parcel-steps.ts'

type Exception = z.infer<typeof HandoverException>
type Kind = Exception['kind']

/**
 * What is not as it should be: inspections beyond their due, parcels no case knows, parcels the courier has lost sight of, claims
 * whose money has not come. A step that is open is its own task; the others have none yet.
 */
export function exceptionsOf(
  rows: readonly ParcelStepRow[],
  loose: readonly LooseParcelRow[],
  steps: ParcelSteps,
  times: SheetTimes,
): Exception[] {
  const open = rows.filter((row) => isOpenAt(row, times))
  const isLate = ({ stepId, dueAt }: ParcelStepRow) =>
    steps.inspect.has(stepId) && dueAt !== null && Date.parse(dueAt) < times.atMs
  const isMissing = ({ stepId, waybill, lastScanAt, receivedAt }: ParcelStepRow) =>
    steps.receive.has(stepId) &&
    waybill !== null &&
    receivedAt === null &&
    lastScanAt !== null &&
    times.atMs - Date.parse(lastScanAt) > stuckAfterMs
  return [
    ...open.filter(isLate).map((row) => ofStep('late_inspection', row, row.openedAt)),
    ...loose.map(ofLoose),
    ...open.filter(isMissing).map((row) => ({ ...ofStep('missing_parcel', row, row.lastScanAt ?? ''), task: null })),
    ...open.filter(({ stepId }) => steps.claim.has(stepId)).map((row) => ofStep('claim_open', row, row.openedAt)),
  ]
}

function ofStep(kind: Kind, row: ParcelStepRow, since: string): Exception {
  const taskId = `${row.sopRunId}~${row.stepKey}`
  return {
    key: `${kind} ${taskId}`,
    kind,
    waybill: row.waybill,
    caseRunId: row.sopRunId,
    caseNo: row.correlationKey,
    since,
    dueAt: row.dueAt,
    task: { runId: row.sopRunId, taskId, isOpen: true },
  }
}

function ofLoose({ waybill, verdict, at }: LooseParcelRow): Exception {
  const kind = verdict === 'unknown' ? 'unknown_parcel' : 'wrong_store'
  const none = { caseRunId: null, caseNo: null, dueAt: null, task: null }
  return { key: `${kind} ${waybill}`, kind, waybill, since: at, ...none }
}

const kindsOfRuns = ['unknown_parcel', 'wrong_store', 'missing_parcel'] as const

/** Exceptions with the runs that see to them, and after them what earlier sheets have left open. */
export function withRuns(
  found: readonly Exception[],
  keys: readonly (string | null)[],
  runs: readonly ExceptionRunRow[],
): Exception[] {
  const runOf = (key: string | null) => (key === null ? undefined : runs.findLast((run) => run.correlationKey === key))
  const own = found.map((one, at) => {
    const run = one.task === null ? runOf(keys[at] ?? null) : undefined
    return run ? { ...one, task: taskOf(run) } : one
  })
  const left = runs.filter((run) => run.isOpen && !keys.includes(run.correlationKey))
  return [...own, ...left.map(ofRun)]
}

function ofRun(run: ExceptionRunRow): Exception {
  const { parcel_exception: said, waybill } = run.inputs
  return {
    key: `left ${run.sopRunId}`,
    kind: kindsOfRuns.find((kind) => kind === said) ?? 'unknown_parcel',
    waybill: typeof waybill === 'string' ? waybill : null,
    caseRunId: null,
    caseNo: null,
    since: run.launchedAt,
    dueAt: null,
    task: taskOf(run),
  }
}

function taskOf({ sopRunId, taskId, isOpen }: ExceptionRunRow): NonNullable<Exception['task']> {
  return { runId: sopRunId, taskId, isOpen }
}
