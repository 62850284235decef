import { firstBrokenPlace } from '#engine/history/read-chain.ts'
import type { Link } from '#engine/history/read-chain.ts'
import type { FastifyRequest } from 'fastify'
import { readDefinitionText } from '#db/reads/definitions.ts'
import type { EvidenceRow } from '#db/reads/evidence-of.ts'
import { readEvidenceOfRun } from '#db/reads/evidence-of.ts'
import type { ParcelOfCase } from '#db/reads/parcels-of-case.ts'
import { readParcelsOfCase } from '#db/reads/parcels-of-case.ts'
import { readRunChain } from '#db/reads/run-chain.ts'
import { readRunEvents } from '#db/reads/run-event-page.ts'
import { readStoreZone } from '#db/reads/store-settings.ts'
import type { SeenRun } from '../door/access.ts'
import { readsPii } from '../door/act.ts'
import type { House } from '../house.ts'
import { wholeRun } from '../routes/show-run.ts'
import type { ShownRun } from '../show/show-run.ts'
import type { ShownEvent } from '../show/show-run-event.ts'
import { showRunEvent } from '../show/show-run-event.ts'

/** A file of the case: where it lies in the dispute file, and which field of which step holds it. */
export interface CaseFile extends Omit<EvidenceRow, 'path'> {
  /** Name inside the zip, null when the bytes are gone. */
  packedAs: string | null
  /** Name of the bytes in the store of files, null when they are gone. */
  path: string | null
  stepId: string | null
  field: string | null
  personName: string | null
}

/** Everything a dispute file is made of. */
export interface DisputeMaterial {
  run: ShownRun
  storeName: string
  zone: string
  events: ShownEvent[]
  links: Link[]
  /** Place at which the chain breaks, null when it holds. */
  brokenAt: number | null
  files: CaseFile[]
  parcels: ParcelOfCase[]
  definition: string
  nameOf: (personId: string | null) => string | null
  madeAt: string
  madeBy: string
}

/** Gathers a run's dispute file as the caller may see it. */
export async function gatherDispute(house: House, request: FastifyRequest, seen: SeenRun): Promise<DisputeMaterial> {
  const { db } = house.deps
  const { id, storeId, planSha256 } = seen.heading
  const [run, rows, links, evidence, definition, zone] = await Promise.all([
    wholeRun(house, request, seen),
    readRunEvents(db, id, { afterSeq: 0, limit: 1_000_000 }),
    readRunChain(db, id),
    readEvidenceOfRun(db, id),
    readDefinitionText(db, planSha256),
    readStoreZone(db, storeId),
  ])
  const mayRead = readsPii(request, seen)
  const events = await Promise.all(rows.map((row) => showRunEvent(house.sealer, row, mayRead)))
  const nameOf = await house.names.of([...evidence.map((row) => row.personId), ...rows.map((row) => row.onBehalfOf)])
  return {
    run,
    storeName: request.caller.storeNames.get(storeId) ?? storeId,
    zone: zone ?? 'Asia/Shanghai',
    events,
    links,
    brokenAt: firstBrokenPlace(links),
    files: await Promise.all(evidence.map((row, index) => caseFile(house, run, row, index, nameOf(row.personId)))),
    parcels: await readParcelsOfCase(db, { storeId, ...parcelsNamed(run) }),
    definition: definition ?? '',
    nameOf,
    madeAt: house.deps.now(),
    madeBy: request.caller.name,
  }
}

async function caseFile(
  house: House,
  run: ShownRun,
  row: EvidenceRow,
  index: number,
  personName: string | null,
): Promise<CaseFile> {
  const there = row.path !== null && (await house.files.stat(row.path)) !== null
  const step = run.steps.find((one) => one.instanceKey === row.stepKey)
  const field = Object.entries(step?.answers ?? {}).find(([, value]) => holds(value, row.id))?.[0] ?? null
  const number = String(index + 1).padStart(2, '0')
  const packedAs = there ? `evidence/${number}-${plainName(row.fileName)}` : null
  return { ...row, path: there ? row.path : null, packedAs, stepId: step?.stepId ?? null, field, personName }
}

function holds(value: unknown, id: string): boolean {
  return Array.isArray(value) ? value.some((entry) => holds(entry, id)) : value === id
}

// Names come from people's devices; inside a zip they must stay in their folder on any system.
function plainName(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{N}._-]+/gu, '_')
      .replace(/^\.+/, '')
      .slice(-100) || 'file'
  )
}

function parcelsNamed(run: ShownRun): { orderNo: string | null; waybills: string[] } {
  const all = [run.inputs, run.values, ...run.steps.map((step) => step.answers)]
  const waybills = all.flatMap((values) =>
    Object.entries(values).flatMap(([name, value]) =>
      name.includes('waybill') && typeof value === 'string' ? [value] : [],
    ),
  )
  const { order_no: orderNo } = run.inputs
  return { orderNo: typeof orderNo === 'string' ? orderNo : null, waybills: [...new Set(waybills)] }
}
