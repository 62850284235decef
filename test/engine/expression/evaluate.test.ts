import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, newProgramCache } from '#engine/expression/evaluate.ts'
import type { Scope } from '#engine/expression/evaluate.ts'
import type { JsonValue } from '#engine/model/text.ts'

const cache = newProgramCache()
const scope: Scope = {
  n: 10,
  d: 50,
  paid: 12_999,
  half: 2.5,
  nothing: null,
  yes: true,
  no: false,
  word: 'quality',
  empty: '',
  list: [3, 1, 2],
  words: ['a', 'b'],
  none: [],
  rec: { k: 1, deep: { list: [{ sku: 'S1', price: 500 }] }, missing: null },
  now: '2027-03-10T02:00:00.000Z',
  calendar: { zone: 'Asia/Shanghai' },
}

const values: [string, JsonValue][] = [
  // Numbers are numbers: nobody sees int and double.
  ['d + 2', 52],
  ['n / 4', 2.5],
  ['10 / 4', 2.5],
  ['10 / 5', 2],
  ['7 % 3', 1],
  ['d in [50, 60]', true],
  ['n > 5 ? 1 : 2.5', 1],
  ['-n', -10],
  ['0 - 0', 0],
  ['-0.0', 0],
  ['half * 2', 5],
  ['1e3', 1000],
  ['0x10', 16],
  ['n == 10.0', true],
  // Null is compared, never guessed.
  ['nothing == null', true],
  ['nothing != null', false],
  ['null == false', false],
  ["nothing == ''", false],
  ['rec.missing == null', true],
  ['rec.nobody == null', true],
  ['rec.nobody.deeper == null', true],
  ['nothing.member == null', true],
  ["rec['k']", 1],
  ['list[0]', 3],
  ['list[9] == null', true],
  ['has(rec.k)', true],
  ['has(rec.nobody)', false],
  // First value that is there.
  ["nothing ?? 'b'", 'b'],
  ["empty ?? 'b'", 'b'],
  ["word ?? 'b'", 'quality'],
  ['nothing ?? nothing ?? 3', 3],
  ["nothing ?? word + '/x'", 'quality/x'],
  ['yes ? nothing ?? 1 : 2', 1],
  ['no ? 1 : nothing ?? 2', 2],
  ['[nothing ?? 1, 2]', [1, 2]],
  ["{'a': nothing ?? 1}", { a: 1 }],
  ['(nothing ?? 4) == 4', true],
  ["'a ?? b'", 'a ?? b'],
  ["\"it's ?? so\" + (nothing ?? '!')", "it's ?? so!"],
  ['max(nothing ?? 1, 2)', 2],
  // Logic decides by either side, as CEL has it.
  ['no && nothing > 3', false],
  ['nothing > 3 && no', false],
  ['yes || nothing > 3', true],
  ['nothing > 3 || yes', true],
  ['!no', true],
  // Texts, lists, records.
  ["word + '/' + 'x'", 'quality/x'],
  ["'a' < 'b'", true],
  ["'2027-03-10' < '2027-03-11'", true],
  ["word in ['quality', 'damaged']", true],
  ["'k' in rec", true],
  ["'z' in rec", false],
  ['list + [4]', [3, 1, 2, 4]],
  ["{'a': n, 'b': [word]}", { a: 10, b: ['quality'] }],
  ["{'a': 1} == {'a': 1.0}", true],
  ['[1, 2] == [1, 2]', true],
  ['[1, 2] == [2, 1]', false],
  // Loops.
  ['list.map(x, x * 2)', [6, 2, 4]],
  ['list.map(x, x > 1, x * 2)', [6, 4]],
  ['list.filter(x, x > 1)', [3, 2]],
  ['list.all(x, x > 0)', true],
  ['none.all(x, x > 0)', true],
  ['list.exists(x, x == 2)', true],
  ['list.exists_one(x, x > 2)', true],
  ['list.exists(x, list.exists(y, x + y == 5))', true],
  ['list.map(n, n)', [3, 1, 2]],
  ['rec.deep.list.map(x, x.price)', [500]],
  ['rec.map(name, name)', ['deep', 'k', 'missing']],
  ['nothing.exists(x, x > 1)', false],
  ["list.map(x, {'v': x})", [{ v: 3 }, { v: 1 }, { v: 2 }]],
]

describe('values', () => {
  test.each(values)('%s', (source, value) => {
    expect(evaluate(cache, source, scope)).toEqual({ ok: true, value })
  })
})

const failures: [string, string, string][] = [
  ['nothing < 3', 'EXPR_EVAL', 'nothing (null)'],
  ['nothing + 1', 'EXPR_EVAL', 'nothing (null)'],
  ["n + 'x'", 'EXPR_EVAL', 'a number'],
  ['word * 2', 'EXPR_EVAL', 'a text'],
  ['1 / 0', 'EXPR_EVAL', 'division by zero'],
  ['n % 0', 'EXPR_EVAL', 'division by zero'],
  ['1e308 * 1e10', 'EXPR_EVAL', 'no number'],
  ['nobody', 'EXPR_EVAL', "no value named 'nobody'"],
  ['word.k', 'EXPR_EVAL', 'needs a record'],
  ['list.k', 'EXPR_EVAL', 'needs a record'],
  ['n ? 1 : 2', 'EXPR_EVAL', 'true or false'],
  ['nothing && yes', 'EXPR_EVAL', 'true or false'],
  ['nothing && nothing', 'EXPR_EVAL', 'true or false'],
  ['!nothing', 'EXPR_EVAL', 'true or false'],
  ['n in word', 'EXPR_EVAL', 'needs a list'],
  ['list.exists(x, x)', 'EXPR_EVAL', 'true or false'],
  ['n.map(x, x)', 'EXPR_EVAL', 'needs a list'],
  ['{1: 2}', 'EXPR_EVAL', 'must be a text'],
  ['max(none)', 'EXPR_EVAL', 'at least one number'],
  ["sum(['a'])", 'EXPR_EVAL', 'needs a number'],
]

describe('an expression that does not fit its values is told, never taken as no (bad input 55)', () => {
  test.each(failures)('%s', (source, code, words) => {
    const result = evaluate(cache, source, scope)
    expect(result).toMatchObject({ ok: false, code })
    expect(result.ok ? '' : result.message).toContain(words)
    expect(result.ok ? '' : result.message).toContain(source)
  })
})

describe('the cache', () => {
  test('reads an expression once', () => {
    const own = newProgramCache()
    evaluate(own, 'n + 1', scope)
    evaluate(own, 'n + 1', { n: 2 })
    expect(own.programs.size).toBe(1)
    expect(evaluate(own, 'n + 1', { n: 2 })).toEqual({ ok: true, value: 3 })
  })

  test('a failure is remembered too', () => {
    const own = newProgramCache()
    expect(evaluate(own, 'n +', scope)).toEqual(evaluate(own, 'n +', scope))
  })
})

describe('whatever is written', () => {
  const parts = fc.constantFrom(
    'n',
    'd',
    'nothing',
    'list',
    'rec',
    '.k',
    '[0]',
    '(',
    ')',
    '[',
    ']',
    ' + ',
    ' ?? ',
    ' == ',
    ' in ',
    '!',
    '? 1 :',
    '&&',
    "'a'",
    '1',
    '{',
    '}',
    ':',
    ',',
    'size',
    '.map(x,',
    'x',
  )

  test('nothing is ever thrown, and the same scope gives the same answer', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 25 }), (pieces) => {
        const source = pieces.join('')
        const first = evaluate(newProgramCache(), source, scope)
        expect(evaluate(newProgramCache(), source, scope)).toEqual(first)
        if (first.ok) expect(JSON.parse(JSON.stringify(first.value))).toEqual(first.value)
      }),
      { numRuns: 300 },
    )
  })

  test('any text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60, unit: 'binary' }),
        (source) => typeof evaluate(cache, source, scope).ok === 'boolean',
      ),
      { numRuns: 300 },
    )
  })

  test('the scope is left as it was', () => {
    const before = JSON.stringify(scope)
    for (const [source] of values) evaluate(cache, source, scope)
    expect(JSON.stringify(scope)).toBe(before)
  })
})
