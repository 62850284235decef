import type { InspectionGrade } from './refund-words.ts'

export type Disposal = 'restock' | 'repair_sell_seconds' | 'scrap' | 'hold_and_claim'

const disposals: Readonly<Record<InspectionGrade, Disposal>> = Object.freeze({
  A: 'restock',
  B: 'repair_sell_seconds',
  C: 'scrap',
  X: 'hold_and_claim',
})

/** B3-T4: what happens to returned goods: A back into stock, B repaired and sold as seconds, C scrapped, X held for a claim. */
export function disposal(grade: InspectionGrade): Disposal {
  return disposals[grade]
}
