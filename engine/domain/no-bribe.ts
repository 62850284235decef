import { findWords, foldText, indexWords } from './folded-text.ts'

// Never allowed; asking for another review; what must not be offered in the same breath.
const bribes = indexWords(['返现', '好评返'])
const requests = indexWords(['改评', '改好评', '改为好评', '改成好评', '删差评', '删除差评'])
const rewards = indexWords(['红包', '券', '补偿'])
const amounts = /¥\d+|\d+(?:元|块|rmb)|[一二两三四五六七八九十百千]+(?:元|块钱)/

/**
 * R-NO-BRIBE: words by which a reply buys a review, in the order looked for; empty = polite. 返现 and 好评返 always count;
 * a request to change or delete a review counts together with 红包, 券, 补偿 or an amount of money.
 */
export function bribeWords(text: string): string[] {
  const folded = foldText(text)
  const hits = findWords(folded, bribes)
  const asked = findWords(folded, requests)
  if (asked.length > 0) {
    const offered = findWords(folded, rewards)
    const amount = amounts.exec(folded.chars.join(''))?.[0]
    if (offered.length > 0 || amount !== undefined) hits.push(...asked, ...offered)
    if (amount !== undefined) hits.push({ word: amount, start: 0, end: 0 })
  }
  return [...new Set(hits.map((hit) => hit.word))]
}
