import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import config from '../../vitest.config.ts'

const code = /\.(ts|tsx|mjs|cjs|js|css|sql)$/
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))
const codeFiles = files.filter((file) => code.test(file))

/** Names that say nothing of what is inside. */
const empty = /^(utils?|helpers?|common|service|services|manager|index|misc|shared|lib)\./
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/

test('there are files to look at', () => {
  expect(codeFiles.length).toBeGreaterThan(50)
})

test('no file is longer than 250 lines', () => {
  const long = codeFiles
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 250)
  expect(long).toEqual([])
})

test('a file is named for what it does, in kebab-case', () => {
  const misnamed = codeFiles.filter((file) => empty.test(basename(file)) || !kebab.test(basename(file)))
  expect(misnamed).toEqual([])
})

test('every test file belongs to a project, so that none is silently left out', () => {
  const projects = (config.test?.projects ?? []) as { test: { include: string[] } }[]
  const rooms = projects.flatMap(({ test: { include } }) => include.map((glob) => glob.replace('**/*.test.ts', '')))
  const orphans = files.filter((file) => file.includes('.test.') && !rooms.some((room) => file.startsWith(room)))
  expect(orphans).toEqual([])
})

test('engine and workflows are told the instant', () => {
  const pure = codeFiles.filter((file) => /^(engine|workflows)\//.test(file))
  expect(pure.filter((file) => readFileSync(file, 'utf8').includes('new Date()'))).toEqual([])
})

describe('what no file may hold', () => {
  // Put together here so that this file does not hold them itself.
  const forbidden = {
    'the address of a package registry': new RegExp(
      ['registry', 'npmjs'].join('\\.') + '|' + ['pypi', 'org'].join('\\.'),
    ),
    'a folder of somebody’s machine': new RegExp(`["'\`( ](/${'work'}/|/${'root'}/|/${'home'}/[a-z])`),
    'a test that runs alone or not at all': new RegExp(`\\b(describe|test|it)\\.(${'only'}|${'skip'}|${'todo'})\\b`),
  }
  test.each(Object.entries(forbidden))('%s', (_what, pattern) => {
    const texts = files.filter((file) =>
      /\.(ts|tsx|mjs|cjs|js|json|md|ya?ml|txt|css)$|^\.npmrc$|^\.ci\/run$/.test(file),
    )
    expect(texts.filter((file) => pattern.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})

test('no code knows a playbook or a step by its id', () => {
  const rooms = /^(engine|workflows|dispatch|activities|audit|db|api|web|cli)\//
  const known =
    /['"`](return-refund|big-sale-45d|complaint-escalation|livestream|new-product-launch|(rr|bs|ce|ls|np)-[a-z-]+)['"`]/
  // Formulas name the rule of the catalogue they come from; demonstrations show real playbooks.
  const allowed = /^(engine\/domain|db\/demo)\//
  const knowing = codeFiles.filter((file) => rooms.test(file) && !allowed.test(file))
  expect(knowing.filter((file) => known.test(readFileSync(file, 'utf8')))).toEqual([])
})
