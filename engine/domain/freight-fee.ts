import { ceilDivide, millionths } from './exact.ts'

/**
 * np-logistics: fee in fen of a parcel = first fee + fee per kg × ceil(weight − first weight) for weights above the first (kg).
 * ¥5 + ¥1/kg: 1 kg 5.00, 1.2 kg 6.00, 3 kg 7.00.
 */
export function freightFee(weightKg: number, firstKg: number, firstFee: number, extraFeePerKg: number): number {
  const extra = millionths(weightKg) - millionths(firstKg)
  return extra <= 0n ? firstFee : firstFee + extraFeePerKg * Number(ceilDivide(extra, 1_000_000n))
}
