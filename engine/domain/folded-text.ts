// Traditional → simplified for the words the rules look for; other characters stay as they are.
const pairs =
  '頂顶級级國国網网療疗癒愈後后終终庫库現现評评紅红補补償偿刪删僅仅餘余還还隻只祇只個个雙双條条單单臺台為为' +
  '極极絕绝獨独創创領领導导優优銷销質质價价醫医藥药減减壓压禦御證证認认馳驰權权場场時时達达對对無无' +
  '歷历曆历發发髮发響响體体測测試试準准標标業业專专屬属區区塊块圓圆兩两萬万億亿貳贰陸陆'

const simplified: ReadonlyMap<string, string> = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [pairs.charAt(2 * at), pairs.charAt(2 * at + 1)]),
)

/** A text reduced to what can be compared: one entry per letter or digit, simplified, half width, lower case. */
export interface FoldedText {
  chars: readonly string[]
  /** Signs that matter to some words only (% and ¥) and are skipped by all others. */
  loose: readonly boolean[]
}

const letterOrNumber = /^[\p{L}\p{N}]$/u

/**
 * Folds a text for R-BANNED, R-NO-BRIBE and R-TRUE-STOCK: traditional to simplified, full width to half width, lower case;
 * spaces, punctuation, symbols and invisible signs fall away.
 */
export function foldText(text: string): FoldedText {
  const chars: string[] = []
  const loose: boolean[] = []
  for (const raw of text.normalize('NFKC').toLowerCase()) {
    const char = simplified.get(raw) ?? raw
    const sign = char === '%' || char === '¥'
    if (!sign && !letterOrNumber.test(char)) continue
    chars.push(char)
    loose.push(sign)
  }
  return { chars, loose }
}

/** Where a folded word begins at `start`, the index after its end, else -1. Loose signs inside it are skipped unless it holds them. */
export function matchEnd(text: FoldedText, start: number, word: FoldedText): number {
  let at = start
  for (let index = 0; index < word.chars.length; index += 1) {
    while (index > 0 && text.loose[at] === true && text.chars[at] !== word.chars[index]) at += 1
    if (text.chars[at] !== word.chars[index]) return -1
    at += 1
  }
  return at
}

/** Words to look for, folded once and kept by their first character. */
export type WordIndex = ReadonlyMap<string, readonly { word: string; folded: FoldedText }[]>

/** Builds the index; words that fold to nothing are left out. */
export function indexWords(words: readonly string[]): WordIndex {
  const index = new Map<string, { word: string; folded: FoldedText }[]>()
  for (const word of words) {
    const folded = foldText(word)
    const first = folded.chars[0]
    if (first === undefined) continue
    index.set(first, [...(index.get(first) ?? []), { word, folded }])
  }
  return index
}

/** A word found in a folded text: from `start` up to `end`, which is not part of it. */
export interface WordHit {
  word: string
  start: number
  end: number
}

/** Every place where a word of the index stands, in order. */
export function findWords(text: FoldedText, index: WordIndex): WordHit[] {
  const hits: WordHit[] = []
  text.chars.forEach((char, start) => {
    for (const entry of index.get(char) ?? []) {
      const end = matchEnd(text, start, entry.folded)
      if (end > 0) hits.push({ word: entry.word, start, end })
    }
  })
  return hits
}
