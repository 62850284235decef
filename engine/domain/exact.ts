/** Thrown when a rule is asked about something impossible; at run time it becomes an incident on the step. */
export class DomainInputError extends Error {
  readonly code: string
  readonly facts: { [key: string]: string | number }

  constructor(code: string, message: string, facts: { [key: string]: string | number } = {}) {
    super(message)
    this.name = 'DomainInputError'
    this.code = code
    this.facts = facts
  }
}

const million = 1_000_000n

/** A number in millionths, as an integer: what is left of 0.1 + 0.2 is exactly 0.3. Throws DomainInputError NOT_A_NUMBER. */
export function millionths(value: number): bigint {
  if (!Number.isFinite(value)) throw new DomainInputError('NOT_A_NUMBER', `${value} is not a number.`)
  return Number.isInteger(value) ? BigInt(value) * million : BigInt(Math.round(value * 1e6))
}

/** Largest integer not above numerator / denominator (denominator > 0). */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator % denominator < 0n ? quotient - 1n : quotient
}

/** Smallest integer not below numerator / denominator (denominator > 0): quantities are rounded up (0.2). */
export function ceilDivide(numerator: bigint, denominator: bigint): bigint {
  return -floorDivide(-numerator, denominator)
}

/** numerator / denominator rounded half up (denominator > 0): money is rounded half up to the fen (0.2). */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return floorDivide(2n * numerator + denominator, 2n * denominator)
}

/** `percent` % of an amount in fen, rounded half up to the fen. */
export function percentOfFen(fen: number, percent: number): number {
  return Number(divideHalfUp(BigInt(fen) * millionths(percent), 100n * million))
}

/**
 * Compares part / whole with a percentage, exactly: negative below, 0 equal, positive above. Percent tests are literal (0.2).
 * A share of nothing (whole = 0) counts as 0 %.
 */
export function compareShare(part: number, whole: number, percent: number): number {
  if (whole === 0) return compare(0n, millionths(percent))
  const left = millionths(part) * 100n * million
  const right = millionths(percent) * millionths(whole)
  return whole > 0 ? compare(left, right) : compare(right, left)
}

/** Compares two decimals without floating noise: negative, 0 or positive. */
export function compareDecimals(left: number, right: number): number {
  return compare(millionths(left), millionths(right))
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}
