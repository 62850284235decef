import { describe, expect, test } from 'vitest'
import { evaluate, newProgramCache } from '#engine/expression/evaluate.ts'

const big = Array.from({ length: 2000 }, (_, i) => i)
const scope = { reason: `${'a'.repeat(28)}!`, big, word: 'x' }

const refused: [string, string, string][] = [
  ['51 a way out by the constructor', '"a".constructor.constructor("return process")()', 'EXPR_SYNTAX'],
  ['51 a constructor as a member', '"a".constructor', 'EXPR_EVAL'],
  ['51 a prototype as the name of a member', "{'__proto__': 1}", 'EXPR_EVAL'],
  ['52 the backtracking matches', 'reason.matches("^(a+)+$")', 'EXPR_REGEX'],
  ['52 matches as a function', 'matches(reason, "a")', 'EXPR_UNKNOWN_FUNCTION'],
  ['52 look-ahead', 'like(reason, "(?=a)")', 'EXPR_REGEX'],
  ['52 a back-reference', 'like(reason, "(a)\\\\1")', 'EXPR_REGEX'],
  ['52 a pattern that is not written out', 'like(reason, word)', 'EXPR_REGEX'],
  ['52 an endless pattern', `like(reason, "${'a'.repeat(201)}")`, 'EXPR_REGEX'],
  ['53 loops in loops', 'big.exists(a, big.exists(b, a + b < 0))', 'EXPR_BUDGET'],
  ['53 three levels', 'big.map(a, big.map(b, big.map(c, a)))', 'EXPR_BUDGET'],
  ['53 a list looked through in a loop', 'big.all(a, a in big)', 'EXPR_BUDGET'],
  ['54 20,000 brackets', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`, 'EXPR_TOO_DEEP'],
  ['54 251 brackets', `${'('.repeat(251)}1${')'.repeat(251)}`, 'EXPR_TOO_DEEP'],
  ['54 lists in lists', `${'['.repeat(300)}${']'.repeat(300)}`, 'EXPR_TOO_DEEP'],
  ['54 7,000 times not', `${'!'.repeat(7000)}true`, 'EXPR_TOO_LONG'],
  ['54 300 times not', `${'!'.repeat(300)}true`, 'EXPR_TOO_DEEP'],
  ['54 a chain of members', `word${'.a'.repeat(300)}`, 'EXPR_TOO_DEEP'],
  ['54 a sum of 2,000', `1${'+1'.repeat(2000)}`, 'EXPR_TOO_LONG'],
  ['54 a sum of 300', `1${'+1'.repeat(300)}`, 'EXPR_TOO_DEEP'],
  ['54 a very long text', `'${'x'.repeat(9000)}'`, 'EXPR_TOO_LONG'],
  ['55 a division by zero', '1/0', 'EXPR_EVAL'],
  ['56 the clock', 'now()', 'EXPR_NOT_DETERMINISTIC'],
  ['56 chance', 'random() > 0.5', 'EXPR_NOT_DETERMINISTIC'],
  ['56 a timestamp of the machine', 'timestamp("2027-01-01T00:00:00Z")', 'EXPR_NOT_DETERMINISTIC'],
  ['bytes', 'b"abc"', 'EXPR_SYNTAX'],
  ['numbers without sign', '5u', 'EXPR_SYNTAX'],
  ['a number no machine holds', '99999999999999999999', 'EXPR_SYNTAX'],
  ['nothing at all', '', 'EXPR_SYNTAX'],
  ['an assignment', 'word = 3', 'EXPR_SYNTAX'],
  ['two expressions', 'word; word', 'EXPR_SYNTAX'],
  ['a function nobody wrote', 'fetch("x")', 'EXPR_UNKNOWN_FUNCTION'],
  ['a method nobody wrote', 'word.replace("a", "b")', 'EXPR_UNKNOWN_FUNCTION'],
  ['a loop variable that is no name', 'big.map(1, 2)', 'EXPR_SYNTAX'],
]

describe('bad inputs 51–56', () => {
  test.each(refused)('%s', (_name, source, code) => {
    const before = performance.now()
    expect(evaluate(newProgramCache(), source, scope)).toMatchObject({ ok: false, code })
    expect(performance.now() - before).toBeLessThan(2000)
  })

  test('52 the pattern that kills a backtracking engine runs in no time', () => {
    const before = performance.now()
    expect(evaluate(newProgramCache(), 'like(reason, "^(a+)+$")', scope)).toEqual({ ok: true, value: false })
    expect(performance.now() - before).toBeLessThan(500)
  })

  test('51 the prototype of a record is a member nobody filled', () => {
    expect(evaluate(newProgramCache(), "{'a': 1}.__proto__", {})).toEqual({ ok: true, value: null })
  })

  test('a loop over 2,000 entries is fine', () => {
    expect(evaluate(newProgramCache(), 'count(big.filter(x, x % 2 == 0))', scope)).toEqual({ ok: true, value: 1000 })
  })

  test('250 brackets are fine', () => {
    expect(evaluate(newProgramCache(), `${'('.repeat(249)}1${')'.repeat(249)}`, scope)).toEqual({ ok: true, value: 1 })
  })
})
