import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import type { WrongCase } from './playbook-text.ts'
import { expectedFinding, playbook } from './playbook-text.ts'

/** Texts that are no definition at all: what they are, what must be said, and that it is said quickly. */
const unreadable: (WrongCase & { withinMs?: number })[] = [
  { name: '1,000 open brackets', text: '['.repeat(1000), rule: 'DEFINITION_TOO_DEEP' },
  { name: '100,000 open brackets', text: '['.repeat(100_000), rule: 'DEFINITION_TOO_DEEP', withinMs: 500 },
  { name: 'braces in a value', text: `sop: ${'{a: '.repeat(70)}`, rule: 'DEFINITION_TOO_DEEP' },
  { name: '1,000 dashes in a line', text: '- '.repeat(1000), rule: 'DEFINITION_TOO_DEEP' },
  { name: '1,000 question marks in a line', text: '? '.repeat(1000), rule: 'DEFINITION_TOO_DEEP' },
  {
    name: 'indents without end',
    text: Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    rule: 'DEFINITION_TOO_DEEP',
  },
  {
    name: 'an alias bomb',
    text: [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...Array.from(
        { length: 9 },
        (_, i) => `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`,
      ),
    ].join('\n'),
    rule: 'DEFINITION_TOO_LARGE',
    withinMs: 500,
  },
  {
    name: 'references that expand too far',
    text: `a: &a [1]\nb: [${Array(60).fill('*a').join(',')}]`,
    rule: 'DEFINITION_TOO_LARGE',
  },
  { name: 'over 256 KB', text: `# ${'x'.repeat(262_144)}`, rule: 'DEFINITION_TOO_LARGE' },
  { name: 'over 256 KB in bytes of Chinese', text: `# ${'字'.repeat(90_000)}`, rule: 'DEFINITION_TOO_LARGE' },
  { name: 'UTF-16 read as UTF-8', text: 's\u0000o\u0000p\u0000', rule: 'ENCODING', says: 'UTF-8' },
  { name: 'bytes that are no UTF-8', text: 'sop: \uFFFD\uFFFD', rule: 'ENCODING' },
  { name: 'a tab to indent', text: 'stages:\n«\t- stage: a', rule: 'ENCODING', says: 'tab' },
  { name: 'an empty file', text: '', rule: 'EMPTY' },
  { name: 'only spaces', text: '  \n\n', rule: 'EMPTY' },
  { name: 'only comments', text: '# a playbook\n# to come', rule: 'EMPTY' },
  { name: 'two documents', text: 'sop: a\n«---\nsop: b', rule: 'MULTIPLE_DOCUMENTS' },
  { name: 'a key twice', text: 'sop: a\nversion: 1.0.0\n«sop: b', rule: 'DUPLICATE_KEY' },
  {
    name: 'a key twice in a form',
    text: playbook({ head: 'launch: { qty: { title: *t, type: int }, «qty: { title: *t, type: int } }' }),
    rule: 'DUPLICATE_KEY',
  },
  { name: 'a function tag', text: 'sop: «!!js/function "return 1"', rule: 'UNKNOWN_TAG' },
  { name: 'an own tag', text: 'sop: «!include other.yaml', rule: 'UNKNOWN_TAG' },
  {
    name: 'an expression that begins with !',
    text: playbook({ steps: '- { task: work, title: *t, hint: *t, role: operator, when: «!late }' }),
    rule: 'UNKNOWN_TAG',
    says: 'quotes',
  },
  { name: 'an open quote', text: 'sop: "a', rule: 'YAML_SYNTAX' },
  { name: 'a reference to nothing', text: 'sop: *nothing', rule: 'YAML_SYNTAX' },
  { name: 'a list instead of a playbook', text: '«- a\n- b', rule: 'TYPE' },
  { name: 'a word instead of a playbook', text: 'refund', rule: 'TYPE' },
]

/** Values YAML might guess at: they are what the schema says, or refused with their place. */
const typed: WrongCase[] = [
  {
    name: 'a version that reads as a number',
    text: playbook().replace('version: 1.0.0', 'version: «1.0'),
    rule: 'TYPE',
    says: 'quotes',
  },
  {
    name: 'NO for a yes/no',
    parts: { steps: '- { task: work, title: *t, hint: *t, role: operator, optional: «NO }' },
    rule: 'TYPE',
    says: 'true or false',
  },
  {
    name: '010 where a number goes is ten',
    parts: { steps: '- { task: work, title: *t, hint: *t, role: operator, repeat: { until: work.done, max: «0x } }' },
    rule: 'TYPE',
  },
  {
    name: '1e3 as a whole number beyond what is allowed',
    parts: { steps: '- { task: work, title: *t, hint: *t, role: operator, repeat: { until: work.done, max: «1e9 } }' },
    rule: 'TYPE',
  },
  {
    name: 'a number as a word of an enum',
    parts: { head: 'launch: { p: { title: *t, type: enum, of: [«1, two] } }' },
    rule: 'TYPE',
    says: 'quotes',
  },
  {
    name: 'a field type with a slip',
    parts: { head: 'launch: { p: { title: *t, type: «mony } }' },
    rule: 'TYPE',
    says: "'money'",
  },
  {
    name: 'an id with capitals',
    parts: { steps: '- { task: «RR-Refund, title: *t, hint: *t, role: operator }' },
    rule: 'TYPE',
  },
  {
    name: 'a field name with a hyphen',
    parts: { head: 'launch: { «item-paid: { title: *t, type: money } }' },
    rule: 'TYPE',
    says: 'underscores',
  },
  {
    name: 'no stages',
    text: playbook().replace(/stages:[\s\S]*?outcome:/, 'outcome:'),
    rule: 'MISSING_KEY',
    says: 'stages',
  },
  {
    name: 'no steps in a stage',
    text: playbook().replace(/steps:[\s\S]*?outcome:/, 'steps: «[]\noutcome:'),
    rule: 'TYPE',
  },
]

describe('texts that are no definition (bad inputs 34–45, 50)', () => {
  test.each(unreadable)('$rule: $name', (row) => {
    const before = performance.now()
    const finding = expectedFinding(row)
    expect(performance.now() - before).toBeLessThan(row.withinMs ?? 5000)
    if (row.says !== undefined) expect(`${finding.message} ${finding.hint}`).toContain(row.says)
    expect(finding.severity).toBe('error')
  })
})

describe('values are typed, never guessed (bad input 38)', () => {
  test.each(typed)('$rule: $name', (row) => {
    const finding = expectedFinding(row)
    if (row.says !== undefined) expect(`${finding.message} ${finding.hint}`).toContain(row.says)
  })

  test('a clock without quotes is a text', () => {
    const text = playbook({ head: 'params: { slot: { title: *t, clock: 12:30 } }' })
    expect(compilePlaybook(text).plan?.parameters[0]?.value).toBe('12:30')
  })
})

describe('encodings that are fine (bad input 50)', () => {
  test.each([
    ['a byte order mark', `\uFEFF${playbook()}`],
    ['Windows line ends', playbook().replaceAll('\n', '\r\n')],
    ['no line end at the end', playbook().trimEnd()],
  ])('%s', (_name, text) => {
    expect(compilePlaybook(text).findings).toEqual([])
  })

  test('the plan does not depend on them', () => {
    const hash = compilePlaybook(playbook()).plan?.sha256
    expect(compilePlaybook(`\uFEFF${playbook().replaceAll('\n', '\r\n')}`).plan?.sha256).toBe(hash)
    expect(compilePlaybook(`# a comment\n${playbook()}`).plan?.sha256).toBe(hash)
  })
})

describe('large definitions (bad input 45)', () => {
  const steps = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `- { task: s${i}, title: { zh: 步骤, en: Step }, hint: { zh: 步骤, en: Step }, role: operator }`,
    ).join('\n')

  test('500 steps are fine', () => {
    expect(compilePlaybook(playbook({ steps: steps(500) })).findings).toEqual([])
  })

  test('501 are not', () => {
    expect(expectedFinding({ name: '', parts: { steps: steps(501) }, rule: 'DEFINITION_TOO_LARGE' }).message).toContain(
      '501',
    )
  })
})

describe('all findings at once, in the order of the text', () => {
  test('names nobody knows, missing languages and what lies beyond the shape', () => {
    const text = playbook({
      head: 'hostng: desk',
      steps: `- { task: a, title: { zh: 甲 }, hint: *t, role: operater }
- { task: b, title: *t, hint: *t, role: operator, after: c, when: qty > 1 }`,
    })
    const spoken = compilePlaybook(text).findings.map((finding) => `${finding.line} ${finding.rule}`)
    expect(spoken).toEqual([
      '5 UNKNOWN_KEY',
      '10 MISSING_TEXT',
      '10 UNKNOWN_ROLE',
      '11 UNKNOWN_STEP',
      '11 UNKNOWN_NAME',
    ])
  })

  test('errors of the shape alone when the rest could only be guessed at', () => {
    const text = playbook({
      head: 'launch: { qty: { title: *t, type: integer } }',
      steps: '- { task: a, title: *t, hint: *t, role: operator, when: qty > 1 }',
    })
    expect(compilePlaybook(text)).toMatchObject({ plan: null, findings: [{ rule: 'TYPE', line: 5 }] })
  })
})
