import { describe, expect, it } from 'vitest'
import { readAnswers } from '#engine/form/read-answers.ts'
import type { Field } from '#engine/model/form.ts'
import type { JsonValue } from '#engine/model/text.ts'

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  type,
  title: { zh: name, en: name },
  required: true,
  ...more,
})
const fields: Field[] = [
  field('words', 'text', { pii: true }),
  field('who', 'person'),
  field('link', 'url'),
  field('pieces', 'int'),
  field('fen', 'money'),
  field('width', 'decimal'),
  field('share', 'percent'),
  field('yes', 'bool'),
  field('size', 'enum', { of: ['S', 'M'] }),
  field('day', 'date'),
  field('when', 'datetime'),
  field('proof', 'files'),
  field('sizes', 'list', { item: 'enum', of: ['S', 'M'] }),
  field('notes', 'list'),
  field('lines', 'rows', { columns: [field('sku', 'sku'), field('price', 'money')] }),
  field('box', 'record', { columns: [field('w', 'int')] }),
  field('any', 'record'),
]
const read = (name: string, value: JsonValue) => readAnswers(fields, { [name]: value })

describe('reading an answer', () => {
  it.each<[string, JsonValue, JsonValue]>([
    ['words', '', ''],
    ['words', { sealed: 'xyz' }, { sealed: 'xyz' }],
    ['link', 'https://shop.example/a?b=1', 'https://shop.example/a?b=1'],
    ['link', 'HTTP://shop.example', 'HTTP://shop.example'],
    ['pieces', -3, -3],
    ['fen', 39_00, 39_00],
    ['fen', -0, 0],
    ['width', 0.5, 0.5],
    ['share', 4, 4],
    ['yes', false, false],
    ['size', 'M', 'M'],
    ['day', '2028-02-29', '2028-02-29'],
    ['when', '2027-03-10T10:00:00+08:00', '2027-03-10T02:00:00.000Z'],
    ['when', '2027-03-10T02:00:00Z', '2027-03-10T02:00:00.000Z'],
    ['proof', ['f1', 'f2'], ['f1', 'f2']],
    ['sizes', ['S', 'S'], ['S', 'S']],
    ['notes', [], []],
    ['lines', [{ sku: 'A', price: null }], [{ sku: 'A' }]],
    ['box', { w: 3 }, { w: 3 }],
    ['any', { x: [1] }, { x: [1] }],
  ])('%s: %j is taken as %j', (name, given, taken) => {
    expect(read(name, given)).toEqual({ answers: { [name]: taken }, malformed: [] })
  })

  it.each<[string, JsonValue, string, string]>([
    ['words', 7, 'INVALID_TEXT', '/answers/words: 7 is not a text.'],
    ['words', { sealed: 7 }, 'INVALID_TEXT', '/answers/words: {"sealed":7} is not a text.'],
    ['who', { sealed: 'x' }, 'INVALID_TEXT', '/answers/who: {"sealed":"x"} is not a text.'],
    [
      'link',
      'shop.example',
      'INVALID_URL',
      '/answers/link: "shop.example" is not a web address; begin it with https://.',
    ],
    [
      'link',
      'https://a b',
      'INVALID_URL',
      '/answers/link: "https://a b" is not a web address; begin it with https://.',
    ],
    ['link', 1, 'INVALID_TEXT', '/answers/link: 1 is not a text.'],
    ['pieces', 1.5, 'INVALID_INTEGER', '/answers/pieces: 1.5 is not a whole number.'],
    ['pieces', '3', 'INVALID_INTEGER', '/answers/pieces: "3" is not a whole number.'],
    ['pieces', 9_007_199_254_740_992, 'INVALID_INTEGER', '/answers/pieces: 9007199254740992 is not a whole number.'],
    ['fen', 19.9, 'INVALID_AMOUNT', '/answers/fen: 19.9 is not a whole number of fen.'],
    ['fen', 0.1 + 0.2, 'INVALID_AMOUNT', '/answers/fen: 0.30000000000000004 is not a whole number of fen.'],
    ['fen', 1999.0000000000002, 'INVALID_AMOUNT', '/answers/fen: 1999.0000000000002 is not a whole number of fen.'],
    ['width', 'wide', 'INVALID_NUMBER', '/answers/width: "wide" is not a number.'],
    ['width', 1e300, 'INVALID_NUMBER', '/answers/width: 1e+300 is not a number.'],
    ['share', '4%', 'INVALID_NUMBER', '/answers/share: "4%" is not a number in percent.'],
    ['yes', 1, 'INVALID_BOOLEAN', '/answers/yes: 1 is neither true nor false.'],
    ['size', 'L', 'INVALID_CHOICE', '/answers/size: "L" is not one of S, M.'],
    ['size', 1, 'INVALID_CHOICE', '/answers/size: 1 is not one of S, M.'],
    ['day', '2027-02-29', 'INVALID_DATE', '/answers/day: "2027-02-29" is not a day that exists; write YYYY-MM-DD.'],
    ['day', 20270310, 'INVALID_DATE', '/answers/day: 20270310 is not a day that exists; write YYYY-MM-DD.'],
    [
      'when',
      '2027-03-10T25:00:00+08:00',
      'INVALID_DATE',
      '/answers/when: "2027-03-10T25:00:00+08:00" is not an instant that exists; write it as 2027-03-10T10:00:00+08:00.',
    ],
    [
      'when',
      5,
      'INVALID_DATE',
      '/answers/when: 5 is not an instant that exists; write it as 2027-03-10T10:00:00+08:00.',
    ],
    ['proof', 'f1', 'INVALID_LIST', '/answers/proof: "f1" is not a list.'],
    ['sizes', ['S', 'L'], 'INVALID_CHOICE', '/answers/sizes/1: "L" is not one of S, M.'],
    ['notes', ['a', 2], 'INVALID_TEXT', '/answers/notes/1: 2 is not a text.'],
    ['lines', [['A']], 'INVALID_RECORD', '/answers/lines/0: ["A"] is not a record.'],
    [
      'lines',
      [{ sku: 'A', price: 1.5 }],
      'INVALID_AMOUNT',
      '/answers/lines/0/price: 1.5 is not a whole number of fen.',
    ],
    [
      'lines',
      [{ colour: 'red' }],
      'UNKNOWN_FIELD',
      '/answers/lines/0/colour: "colour" is not a column here; there are sku, price.',
    ],
    ['box', 'big', 'INVALID_RECORD', '/answers/box: "big" is not a record.'],
    [
      'nothing',
      1,
      'UNKNOWN_FIELD',
      '/answers/nothing: this form has no field `nothing`; it has words, who, link, pieces, fen, width, share, yes, size, day, when, proof, sizes, notes, lines, box, any.',
    ],
    [
      '__proto__',
      1,
      'UNKNOWN_FIELD',
      '/answers/__proto__: this form has no field `__proto__`; it has words, who, link, pieces, fen, width, share, yes, size, day, when, proof, sizes, notes, lines, box, any.',
    ],
  ])('%s: %j is refused with %s', (name, given, code, detail) => {
    const { answers, malformed } = readAnswers(
      fields,
      JSON.parse(
        JSON.stringify({ x: 1 }).replace('"x":1', `${JSON.stringify(name)}:${JSON.stringify(given)}`),
      ) as Record<string, JsonValue>,
    )
    expect(answers).toEqual({})
    expect(malformed.map((item) => [item.code, item.detail, item.grade])).toEqual([[code, detail, 'block']])
  })

  it('null is no answer', () => {
    expect(read('fen', null)).toEqual({ answers: {}, malformed: [] })
  })

  it('everything that is malformed is named at once, each with its place', () => {
    const { malformed } = readAnswers(fields, { fen: 1.5, yes: 'no', words: 'fine' }, '/inputs')
    expect(malformed.map((item) => item.pointer)).toEqual(['/inputs/fen', '/inputs/yes'])
  })

  it('long values are cut in the sentence', () => {
    expect(read('yes', 'x'.repeat(200)).malformed[0]?.detail).toBe(
      `/answers/yes: "${'x'.repeat(76)}... is neither true nor false.`,
    )
  })

  it('a form without fields says so', () => {
    expect(readAnswers([], { x: 1 }).malformed[0]?.detail).toBe(
      '/answers/x: this form has no field `x`; it has no fields.',
    )
  })
})
