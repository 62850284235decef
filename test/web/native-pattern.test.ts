import { RE2JS as Package } from 're2js'
import { describe, expect, test } from 'vitest'
import { RE2JS as Native, RE2JSSyntaxException } from '#web/forms/native-pattern.ts'

/** Patterns as playbooks have them, with texts and whether they are found. */
const found: [string, string, boolean][] = [
  ['(?i)^(ops|operat|运营|運營)', 'Operations', true],
  ['(?i)^(ops|operat|运营|運營)', '内容运营', false],
  ['食品|食物|零食|生鲜|生鮮|饮料|飲料', '休闲零食', true],
  ['食品|食物|零食|生鲜|生鮮|饮料|飲料', '数码', false],
  ['^\\d{4}-\\d{2}$', '2027-03', true],
  ['^\\d{4}-\\d{2}$', '２０２７－０３', false],
  ['(?is)^a.b$', 'A\nB', true],
]

describe.each(found)('%s in %j: %s', (pattern, text, isFound) => {
  test.each([
    ['the package', Package],
    ['the browser', Native],
  ])('%s', (_name, patterns) => {
    expect(patterns.compile(pattern).matcher(text).find()).toBe(isFound)
  })
})

test.each(['a(?i)b', '\\Aa', '(?P<name>a)', '('])('%s is no pattern here', (pattern) => {
  expect(() => Native.compile(pattern)).toThrow(RE2JSSyntaxException)
})
