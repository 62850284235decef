import type { JsonValue } from '../model/text.ts'
import { bannedWords, bannedWordsWith } from './banned-words.ts'
import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'
import { bribeWords } from './no-bribe.ts'
import { truePrice } from './true-price.ts'
import { scarcityClaims, trueStock } from './true-stock.ts'

const words = { name: 'words', type: 'any', optional: true } as const

/** Every text inside a value, in order: a text, a list of them, rows with text columns. */
export function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

const eachOnce = (value: JsonValue, find: (text: string) => string[]): string[] => [
  ...new Set(textsIn(value).flatMap(find)),
]

const textList = (list: readonly JsonValue[]): string[] => list.filter((entry) => typeof entry === 'string')

/** What may be said: R-BANNED, R-NO-BRIBE, R-TRUE-STOCK, R-TRUE-PRICE. `words` may be a text, a list or rows; null says nothing. */
export const wordsFunctions: readonly DomainFunction[] = [
  define({
    name: 'bannedWords',
    rule: 'R-BANNED',
    parameters: [words],
    returns: 'list',
    run: (v) => eachOnce(v.words, bannedWords),
  }),
  define({
    name: 'noBannedWords',
    rule: 'R-BANNED',
    parameters: [words],
    returns: 'bool',
    run: (v) => eachOnce(v.words, bannedWords).length === 0,
  }),
  define({
    name: 'bannedWordsWith',
    rule: 'R-BANNED',
    parameters: [words, { name: 'extra', type: 'list' }, { name: 'allowed', type: 'list' }],
    returns: 'list',
    run: (v) => eachOnce(v.words, (text) => bannedWordsWith(text, textList(v.extra), textList(v.allowed))),
  }),
  define({
    name: 'bribeWords',
    rule: 'R-NO-BRIBE',
    parameters: [words],
    returns: 'list',
    run: (v) => eachOnce(v.words, bribeWords),
  }),
  define({
    name: 'noBribe',
    rule: 'R-NO-BRIBE',
    parameters: [words],
    returns: 'bool',
    run: (v) => eachOnce(v.words, bribeWords).length === 0,
  }),
  define({
    name: 'scarcityClaims',
    rule: 'R-TRUE-STOCK',
    parameters: [words],
    returns: 'list',
    run: (v) => textsIn(v.words).flatMap(scarcityClaims),
  }),
  define({
    name: 'trueStock',
    rule: 'R-TRUE-STOCK',
    parameters: [words, { name: 'live_stock', type: 'int' }],
    returns: 'bool',
    run: (v) => textsIn(v.words).every((text) => trueStock(text, v.live_stock)),
  }),
  define({
    name: 'truePrice',
    rule: 'R-TRUE-PRICE',
    parameters: [
      { name: 'anchor_price', type: 'money' },
      {
        name: 'charged',
        type: 'list',
        fields: [
          { name: 'price', type: 'money' },
          { name: 'at', type: 'instant' },
        ],
      },
      { name: 'at', type: 'instant' },
      { name: 'days', type: 'int' },
    ],
    returns: 'bool',
    run: (v) => truePrice(v.anchor_price, v.charged, v.at, v.days),
  }),
]
