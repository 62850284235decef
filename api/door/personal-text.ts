import type { JsonValue } from '#engine/model/text.ts'

const sealedPlace = /⟦(1\.[^⟧]+)⟧/gu

// An address of mail, an ID number, a mobile number; a place that is sealed already is passed over.
const personal =
  /⟦[^⟧]*⟧|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+|(?<![\dA-Za-z])\d{6}(?:19|20)\d{9}[\dXx](?![\dA-Za-z])|(?<!\d)1[3-9]\d{9}(?!\d)/gu

/** Whether a text holds a mobile number, an ID number or an address of mail: what people should not, but do, type into remarks. */
export function holdsPersonal(text: string): boolean {
  return sealPersonal(text, () => '') !== text
}

/** The text with each of them replaced by a sealed place. */
export function sealPersonal(text: string, seal: (found: string) => string): string {
  return text.replace(personal, (found) => {
    const longNumber = /^\d{17}[\dXx]$/.test(found)
    return found.startsWith('⟦') || (longNumber && !isIdNumber(found)) ? found : `⟦${seal(found)}⟧`
  })
}

/** The text with its sealed places opened by `each`; what is erased reads as a dash. */
export function openPersonal(text: string, each: (sealed: string) => JsonValue): string {
  if (!text.includes('⟦1.')) return text
  return text.replace(sealedPlace, (_place, sealed: string) => {
    const opened = each(sealed)
    return typeof opened === 'string' ? opened : '—'
  })
}

/** The text with its sealed places masked, for whoever sees it as it is kept. */
export function maskPersonal(text: string): string {
  return openPersonal(text, () => '•••')
}

/** GB 11643: the last sign proves the others, so that a long order number is not taken for one. */
function isIdNumber(text: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase()
}
