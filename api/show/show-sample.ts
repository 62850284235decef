import type { z } from 'zod'
import type { SampleItemRow, SampleRow } from '#db/reads/audit-samples.ts'
import type { Sample, SampleSummary } from '../contract/audit.ts'
import type { House } from '../house.ts'

/** Samples in a list. */
export async function showSamples(house: House, rows: readonly SampleRow[]): Promise<z.infer<typeof SampleSummary>[]> {
  const nameOf = await house.names.of(rows.flatMap((row) => [row.drawnBy, row.signedBy]))
  return rows.map(({ sop, ...row }) => ({
    ...row,
    sopId: sop,
    drawnByName: nameOf(row.drawnBy),
    signedByName: nameOf(row.signedBy),
  }))
}

/** A sample with its runs in the order drawn. */
export async function showSample(
  house: House,
  row: SampleRow,
  items: readonly SampleItemRow[],
): Promise<z.infer<typeof Sample>> {
  const [summary] = await showSamples(house, [row])
  const nameOf = await house.names.of(items.map((item) => item.notedBy))
  return {
    ...summary!,
    items: items.map(({ sampleId: _, sopRunId, ...item }) => ({
      ...item,
      runId: sopRunId,
      notedByName: nameOf(item.notedBy),
    })),
  }
}
