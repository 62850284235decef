import { percentOfFen } from './exact.ts'

/** B1-T1: trial price = industry average × (100 − off) %, in fen rounded half up. SC-03: 129.00 − 10 % = 116.10. */
export function trialPrice(industryAverage: number, offPercent: number): number {
  return percentOfFen(industryAverage, 100 - offPercent)
}
