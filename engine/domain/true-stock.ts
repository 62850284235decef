import { foldText } from './folded-text.ts'

const claim =
  /(?:[仅只还]剩|[仅只]有|剩余|剩下|最后)(?:库存)?(\d+|[零一二两三四五六七八九十百千万]+)(?:件|个|套|双|份|条|单|台|瓶|盒)/g
const numerals = '零一二三四五六七八九'
const powers: Readonly<Record<string, number>> = Object.freeze({ 十: 10, 百: 100, 千: 1000, 万: 10_000 })

/** R-TRUE-STOCK: the counts a text claims are left, in order: 仅剩5件, 最后三套, 库存只剩十二份. */
export function scarcityClaims(text: string): number[] {
  const folded = foldText(text).chars.join('')
  return Array.from(folded.matchAll(claim), (match) => numberOf(match[1] ?? ''))
}

/** R-TRUE-STOCK: every scarcity claim of a text is the live stock count; a text without claims is true. */
export function trueStock(text: string, liveStock: number): boolean {
  return scarcityClaims(text).every((count) => count === liveStock)
}

function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text)
  let total = 0
  let section = 0
  let digit = 0
  for (const char of text) {
    const power = powers[char]
    if (power === undefined) {
      digit = char === '两' ? 2 : numerals.indexOf(char)
    } else if (power === 10_000) {
      total = (total + section + digit) * power
      section = 0
      digit = 0
    } else {
      section += (digit === 0 ? 1 : digit) * power
      digit = 0
    }
  }
  return total + section + digit
}
