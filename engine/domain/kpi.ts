import { compareDecimals, divideHalfUp } from './exact.ts'

/** UV value = GMV / UV in fen, rounded half up; 0 without visitors (catalogue D.15). */
export function uvValue(gmv: number, uv: number): number {
  return uv > 0 ? Number(divideHalfUp(BigInt(gmv), BigInt(uv))) : 0
}

/** Average order value = GMV / payers in fen, rounded half up; 0 without payers (D.15). */
export function averageOrderValue(gmv: number, payers: number): number {
  return uvValue(gmv, payers)
}

/** Return on spend = GMV / spend, rounded half up to 0.01, for showing; 0 when nothing was spent (D.15, roi.*). */
export function returnOnSpend(gmv: number, spend: number): number {
  return spend > 0 ? Number(divideHalfUp(BigInt(gmv) * 100n, BigInt(spend))) / 100 : 0
}

/** Whether GMV / spend reaches a line (≥ 2.5 drop-ship), decided exactly; spending nothing always does. */
export function returnOnSpendAtLeast(gmv: number, spend: number, line: number): boolean {
  return compareDecimals(gmv, spend * line) >= 0
}
