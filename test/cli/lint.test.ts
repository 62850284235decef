import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lint } from '#cli/lint.ts'
import { playbook } from '#test/engine/language/playbook-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'lint-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(files: Record<string, string>, ...paths: string[]): { code: number; lines: string[] } {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const lines: string[] = []
  const code = lint(
    paths.map((path) => join(folder, path)),
    (line) => lines.push(line),
  )
  return { code, lines }
}

describe('zhangfa lint', () => {
  test('a clean file: its id, version, size and hash', () => {
    const { code, lines } = run({ 'clean/small-playbook.yaml': playbook() }, 'clean/small-playbook.yaml')
    expect(code).toBe(0)
    expect(lines[0]).toMatch(/small-playbook\.yaml: small-playbook 1\.0\.0, 1 steps, sha256 [0-9a-f]{12}$/)
    expect(lines[1]).toBe('1 checked, 0 errors, 0 warnings.')
  })

  test('a wrong file: file:line:column, rule, message and way out', () => {
    const text = playbook({ steps: '- { task: work, title: *t, hint: *t, role: cs-agnet }' })
    const { code, lines } = run({ 'wrong/a.yaml': text }, 'wrong/a.yaml')
    expect(code).toBe(1)
    expect(lines[0]).toMatch(
      /wrong\/a\.yaml:9:50 error UNKNOWN_ROLE There is no role 'cs-agnet'\. Did you mean 'cs-agent'\?$/,
    )
    expect(lines.at(-1)).toBe('1 checked, 1 errors, 0 warnings.')
  })

  test('warnings alone do not fail', () => {
    const { code, lines } = run(
      { 'warned/a.yaml': playbook({ tail: 'outcome: [{ else: done }]\noutcomes: { done: *t, lost: *t }' }) },
      'warned',
    )
    expect(code).toBe(0)
    expect(lines.at(-1)).toBe('1 checked, 0 errors, 1 warnings.')
  })

  test('a folder: every definition below it, knowing each other', () => {
    const other = playbook({ head: 'launch: { source: { title: *t, type: enum, of: [chat, phone] } }' }).replace(
      'small-playbook',
      'other-playbook',
    )
    const starts = playbook({
      steps:
        '- { task: work, title: *t, hint: *t, role: operator, then: [{ launch: other-playbook, with: { source: fax } }] }',
    })
    const { code, lines } = run(
      { 'both/other-playbook.yaml': other, 'both/deeper/c.yml': playbook(), 'both/small-playbook.yaml': starts },
      'both',
    )
    expect(code).toBe(1)
    expect(lines.filter((line) => line.includes('UNKNOWN_WORD'))).toHaveLength(1)
    expect(lines.at(-1)).toBe('3 checked, 1 errors, 0 warnings.')
  })

  test('nothing to check', () => {
    expect(run({}, 'nowhere').code).toBe(2)
  })
})
