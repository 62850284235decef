import { findWords, foldText, indexWords } from './folded-text.ts'
import type { WordIndex } from './folded-text.ts'

/** R-BANNED dictionary: absolute words, medical claims, exaggerated effect. */
export const bannedWordList: readonly string[] = Object.freeze([
  '最',
  '第一',
  '唯一',
  '顶级',
  '国家级',
  '全网',
  '100%有效',
  '永久',
  '治疗',
  '治愈',
  '疗效',
  '根治',
])

/** R-BANNED allow-list: harmless words that hold a banned one. */
export const allowedWordList: readonly string[] = Object.freeze([
  '最后',
  '最近',
  '最终',
  '最低库存',
  '第一次',
  '第一步',
])

const houseBanned = indexWords(bannedWordList)
const houseAllowed = indexWords(allowedWordList)

/**
 * R-BANNED: banned words of a text, each once, in the order found, named in simplified form; empty = clean. Traditional, full-width,
 * spaced and punctuated spellings are found too. A hit inside an allowed word does not count. SC-03's title gives 全网, 最.
 */
export function bannedWords(text: string): string[] {
  return hitsOf(text, houseBanned, houseAllowed)
}

/** As `bannedWords`, with a store's own banned and allowed words beside those of the house. */
export function bannedWordsWith(text: string, extra: readonly string[], allowed: readonly string[]): string[] {
  return hitsOf(
    text,
    indexWords([...bannedWordList, ...extra]),
    allowed.length === 0 ? houseAllowed : indexWords([...allowedWordList, ...allowed]),
  )
}

function hitsOf(text: string, banned: WordIndex, allowed: WordIndex): string[] {
  const folded = foldText(text)
  const excuses = findWords(folded, allowed)
  const hits = findWords(folded, banned).filter(
    (hit) => !excuses.some((excuse) => excuse.start <= hit.start && hit.end <= excuse.end),
  )
  return [...new Set(hits.map((hit) => hit.word))]
}
