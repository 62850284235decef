import type { FastifyRequest } from 'fastify'
import type { SampleRow } from '#db/reads/audit-samples.ts'
import { readSample, readSampleItems } from '#db/reads/audit-samples.ts'
import type { House } from '../house.ts'
import { may } from '../policy.ts'
import { showSample } from '../show/show-sample.ts'
import { notFound } from './access.ts'

/** A sample of a store whose samples the caller may read. Error: NOT_FOUND. */
export async function seenSample(house: House, request: FastifyRequest, sampleId: string): Promise<SampleRow> {
  const row = await readSample(house.deps.db, sampleId)
  if (!row || !may(request.caller, 'audit.read', { storeId: row.storeId })) throw notFound(`sample ${sampleId}`)
  return row
}

/** The sample whole, as it stands now. */
export async function wholeSample(house: House, request: FastifyRequest, sampleId: string) {
  const row = await seenSample(house, request, sampleId)
  return showSample(house, row, await readSampleItems(house.deps.db, sampleId))
}
