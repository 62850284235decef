import type { z } from 'zod'
import type { ErasureRow } from '#db/reads/erasures.ts'
import type { Erasure } from '../contract/personal-data.ts'
import { maskPersonal } from '../door/personal-text.ts'
import type { House } from '../house.ts'

/** Wishes to erase as the API answers them, with the names of who asked and who decided. */
export async function showErasures(house: House, rows: readonly ErasureRow[]): Promise<z.infer<typeof Erasure>[]> {
  const nameOf = await house.names.of(rows.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy]))
  return rows.map(({ sopRunId, ...row }) => ({
    ...row,
    runId: sopRunId,
    reason: maskPersonal(row.reason),
    decisionReason: row.decisionReason === null ? null : maskPersonal(row.decisionReason),
    askedByName: nameOf(row.askedBy),
    decidedByName: nameOf(row.decidedBy),
  }))
}
