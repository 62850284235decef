import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const script = resolve('cli/install.mjs')
let project: string

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'zhangfa-install-'))
  writeFileSync(join(project, 'package-lock.json'), '{}')
  // Stands for npm: writes down what it was asked, as the real one would install.
  writeFileSync(
    join(project, 'npm.cjs'),
    "require('node:fs').appendFileSync('asked', process.argv.slice(2).join(' ') + '\\n'); process.exit(Number(process.env.NPM_CODE ?? 0))",
  )
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

function run(args: string[], env: NodeJS.ProcessEnv = {}): { code: number | null; asked: string } {
  const result = spawnSync(process.execPath, [script, ...args], {
    cwd: project,
    env: { ...process.env, npm_execpath: join(project, 'npm.cjs'), ...env },
  })
  return { code: result.status, asked: asked() }
}

function asked(): string {
  try {
    return readFileSync(join(project, 'asked'), 'utf8')
  } catch {
    return ''
  }
}

function installed(at: Date, ...packages: string[]): void {
  for (const name of packages) mkdirSync(join(project, 'node_modules', name), { recursive: true })
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  writeFileSync(join(project, 'node_modules', '.package-lock.json'), '{}')
  utimesSync(join(project, 'node_modules', '.package-lock.json'), at, at)
}

const earlier = new Date(Date.now() - 3_600_000)
const later = new Date(Date.now() + 3_600_000)

test('installs when there are no packages', () => {
  expect(run([])).toEqual({ code: 0, asked: 'ci --no-audit --no-fund\n' })
})

test('installs when the packages are older than the lock file', () => {
  installed(earlier)
  expect(run([]).asked).toBe('ci --no-audit --no-fund\n')
})

test('does nothing when the packages are as new as the lock file', () => {
  installed(later)
  expect(run([])).toEqual({ code: 0, asked: '' })
})

test('for tests it wants the development packages too', () => {
  installed(later)
  expect(run(['test']).asked).toBe('ci --no-audit --no-fund --include=dev\n')
  installed(later, 'vitest')
  expect(run(['test']).asked).toBe('ci --no-audit --no-fund --include=dev\n')
})

test('a failed installation is an error', () => {
  expect(run([], { NPM_CODE: '7' }).code).toBe(7)
})
