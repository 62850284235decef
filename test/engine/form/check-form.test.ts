import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, system } from '../rules/driven-run.ts'

const plan = playbook(
  `
- task: check
  role: operator
  facts: { product: { query: product, with: { sku: sku } } }
  form:
    pieces: { type: int, min: 1, max: 50 }
    price: { type: money, above: 0 }
    why: { type: text, maxLength: 5, if: pieces > 10 }
    total: { type: money, compute: pieces * price }
    coupon: { type: money, propose: total / 10, required: false }
    lowest: { type: money, from: facts.product.lowest30d, required: false }
    way: { type: enum, of: [air, sea], preset: sea }
    photos: { type: files, atLeast: 2, atMost: 3, required: false }
    points: { type: list, item: text, maxLength: 4, required: false }
    bids: { type: list, item: money, min: 1.00, required: false }
    lines: { type: rows, required: false, columns: { sku: { type: sku, required: true }, qty: { type: int, min: 1, required: false } } }
    box: { type: record, required: false, compute: "{'w': pieces, 'h': 2}", columns: { w: { type: int }, h: { type: int } } }
  rules:
    - { block: "way == 'sea'", if: pieces > 40, id: R-SEA, field: way, says: { zh: 海运, en: Large lots go by sea. } }
    - { warn: price >= params.least, id: R-LEAST, field: price, approve: [ops-lead], says: { zh: 低, en: "The price is below {¥params.least}." } }
    - { info: pieces >= 2, id: R-TWO, says: { zh: 一件, en: Only one piece. } }
`,
  `
launch: { sku: { type: sku } }
params: { least: { money: 1.00 } }
`,
)
const opened = (fact: JsonObject | null = { lowest30d: 4_00 }) => {
  const run = new DrivenRun(plan, { inputs: { sku: 'A' } })
  run.done(system, { type: 'recordFacts', stepKey: 'check.1', facts: { product: fact } }, '10:01')
  return run
}
const findings = (answers: JsonObject, reasons = {}, fact?: JsonObject | null) => {
  const refusal = opened(fact).complete(
    'ann: operator',
    'check',
    '10:05',
    { pieces: 3, price: 2_00, ...answers },
    { reasons },
  )
  return refusal?.errors?.map((item) => `${item.grade} ${item.code} ${item.pointer}: ${item.detail}`) ?? []
}
const taken = (answers: JsonObject, reasons = {}, fact?: JsonObject | null) => {
  const run = opened(fact)
  expect(
    run.complete('ann: operator', 'check', '10:05', { pieces: 3, price: 2_00, ...answers }, { reasons }),
  ).toBeUndefined()
  return run.step('check.1').answers
}

describe('what a form fills in', () => {
  it('computed, proposed, looked up and preset', () => {
    expect(taken({})).toEqual({
      pieces: 3,
      price: 2_00,
      total: 6_00,
      coupon: 60,
      lowest: 4_00,
      way: 'sea',
      box: { w: 3, h: 2 },
    })
  })

  it('what is proposed or preset is freely changed', () => {
    expect(taken({ coupon: 0, way: 'air' })).toMatchObject({ coupon: 0, way: 'air' })
  })

  it('what was looked up is corrected with a reason, and freely where nothing was known', () => {
    expect(findings({ lowest: 5_00 })).toEqual([
      "warn REASON_NEEDED /answers/lowest: /answers/lowest: the store's data say 400; give a reason for the correction under reasons.lowest.",
    ])
    expect(taken({ lowest: 5_00 }, { lowest: 'the list is old' })).toMatchObject({ lowest: 5_00 })
    expect(taken({ lowest: 4_00 })).toMatchObject({ lowest: 4_00 })
    expect(taken({ lowest: 5_00 }, {}, null)).toMatchObject({ lowest: 5_00 })
    expect(taken({}, {}, null)).not.toHaveProperty('lowest')
    expect(taken({}, {}, { lowest30d: null })).not.toHaveProperty('lowest')
  })

  it('what is computed may be sent as it is worked out and in no other way', () => {
    expect(taken({ total: 6_00, box: { h: 2, w: 3 } })).toMatchObject({ total: 6_00 })
    expect(findings({ total: 7_00 })).toEqual([
      'block FIELD_NOT_EDITABLE /answers/total: total (`total`) is worked out as 600, not 700; leave it out.',
    ])
  })
})

describe('what a form demands', () => {
  it.each<[string, JsonObject, string[]]>([
    ['lowest allowed', { pieces: 1 }, []],
    ['highest allowed', { pieces: 50, why: 'many' }, []],
    ['too small', { pieces: 0 }, ['block OUT_OF_RANGE /answers/pieces: pieces is 0; at least 1 is needed.']],
    [
      'too large',
      { pieces: 51, why: 'many' },
      ['block OUT_OF_RANGE /answers/pieces: pieces is 51; at most 50 is allowed.'],
    ],
    [
      'not above',
      { price: 0 },
      [
        'block OUT_OF_RANGE /answers/price: price is ¥0.00; it must be more than ¥0.00.',
        'warn REASON_NEEDED /answers/price: The price is below ¥1.00. (R-LEAST)',
      ],
    ],
    ['required because of another answer', { pieces: 11 }, ['block REQUIRED /answers/why: why (`why`) is required.']],
    ['not required otherwise', { pieces: 10 }, []],
    ['an empty text is no answer', { pieces: 11, why: '' }, ['block REQUIRED /answers/why: why (`why`) is required.']],
    [
      'too long, counted in characters',
      { pieces: 11, why: '一二三四五六' },
      ['block TOO_LONG /answers/why: why has 6 characters; at most 5 are allowed.'],
    ],
    ['a picture sign is one character', { pieces: 11, why: '😀😀😀😀😀' }, []],
    ['too few', { photos: ['a'] }, ['block TOO_FEW /answers/photos: photos has 1 entries; at least 2 are needed.']],
    [
      'too many',
      { photos: ['a', 'b', 'c', 'd'] },
      ['block TOO_MANY /answers/photos: photos has 4 entries; at most 3 are allowed.'],
    ],
    [
      'an entry of a list',
      { points: ['kind', 'large'] },
      ['block TOO_LONG /answers/points/1: points has 5 characters; at most 4 are allowed.'],
    ],
    [
      'an amount in a list',
      { bids: [1_00, 99] },
      ['block OUT_OF_RANGE /answers/bids/1: bids is ¥0.99; at least ¥1.00 is needed.'],
    ],
    [
      'a row',
      { lines: [{ sku: 'A' }, { qty: 0 }] },
      [
        'block REQUIRED /answers/lines/1/sku: sku (`sku`) is required.',
        'block OUT_OF_RANGE /answers/lines/1/qty: qty is 0; at least 1 is needed.',
      ],
    ],
    [
      'a rule that blocks',
      { pieces: 41, why: 'many', way: 'air' },
      ['block R-SEA /answers/way: Large lots go by sea. (R-SEA)'],
    ],
    [
      'a rule that asks for a reason',
      { price: 50 },
      ['warn REASON_NEEDED /answers/price: The price is below ¥1.00. (R-LEAST)'],
    ],
  ])('%s', (_case, answers, expected) => {
    expect(findings(answers)).toEqual(expected)
  })

  it('what only informs stops nobody', () => {
    expect(taken({ pieces: 1 })).toMatchObject({ pieces: 1 })
  })

  it('blocks and missing reasons are told together', () => {
    expect(findings({ pieces: 41, why: 'many', way: 'air', price: 50 })).toEqual([
      'block R-SEA /answers/way: Large lots go by sea. (R-SEA)',
      'warn REASON_NEEDED /answers/price: The price is below ¥1.00. (R-LEAST)',
    ])
  })
})
