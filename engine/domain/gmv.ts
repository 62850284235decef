import { divideHalfUp, millionths } from './exact.ts'

/** R-GMV: UV × conversion (percent) × average order value (fen), in fen rounded half up. SC-04: 100 000 × 4 % × 150.00 = 600 000.00. */
export function gmv(uv: number, conversionPercent: number, averageOrderValue: number): number {
  return Number(divideHalfUp(exactGmv(uv, conversionPercent, averageOrderValue), scale))
}

/** R-GMV, bs-target: whether |UV × conversion × order value − target| ≤ tolerance % of the target, decided exactly. */
export function gmvMatches(
  uv: number,
  conversionPercent: number,
  averageOrderValue: number,
  target: number,
  tolerancePercent: number,
): boolean {
  const gap = exactGmv(uv, conversionPercent, averageOrderValue) - BigInt(target) * scale
  return (gap < 0n ? -gap : gap) <= BigInt(target) * millionths(tolerancePercent)
}

const scale = 100_000_000n

function exactGmv(uv: number, conversionPercent: number, averageOrderValue: number): bigint {
  return BigInt(uv) * millionths(conversionPercent) * BigInt(averageOrderValue)
}
