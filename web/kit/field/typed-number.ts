/** What somebody typed as a number: a value, nothing, or something that cannot be one. */
export type Typed = { value: number } | { value: null; fault: null | 'not-a-number' | 'too-fine' }

const halfTyped = /^-?\d*(\.\d*)?$/

/**
 * Reads a typed decimal into whole units of 10^-places, so that 12.34 with 2 places is 1234 and no float is ever in between.
 * Full-width digits and thousands separators, as phones and spreadsheets give them, are read too.
 */
export function readDecimal(typed: string, places: number): Typed {
  const text = typed.normalize('NFKC').replace(/[\s,，¥%]/g, '')
  if (text === '') return { value: null, fault: null }
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === undefined) return { value: null, fault: halfTyped.test(text) ? null : 'not-a-number' }
  if (part.replace(/0+$/, '').length > places) return { value: null, fault: 'too-fine' }
  const units = Number(`${sign}${whole}${part.slice(0, places).padEnd(places, '0')}`)
  return Number.isSafeInteger(units) ? { value: units } : { value: null, fault: 'not-a-number' }
}

/** Writes whole units of 10^-places as a decimal, without trailing zeros unless `full`. */
export function writeDecimal(units: number, places: number, full = false): string {
  const digits = String(Math.abs(units)).padStart(places + 1, '0')
  const whole = places === 0 ? digits : digits.slice(0, -places)
  const part = places === 0 ? '' : digits.slice(-places)
  const shownPart = full ? part : part.replace(/0+$/, '')
  return `${units < 0 ? '-' : ''}${whole}${shownPart === '' ? '' : `.${shownPart}`}`
}
