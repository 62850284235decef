import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** One forbidden import each: the file it stands in, what it says, and the rule that must notice. */
const faults: { file: string; line: string; rule: string }[] = [
  { file: 'engine/a.ts', line: "import '#db/table.ts'", rule: 'engine-rooms' },
  { file: 'engine/b.ts', line: "import 'node:fs'", rule: 'engine-node' },
  { file: 'engine/c.ts', line: "import 'pg'", rule: 'engine-packages' },
  { file: 'engine/rules/d.ts', line: "import { z } from 'zod'", rule: 'engine-packages' },
  { file: 'engine/language/e.ts', line: "import 'kysely'", rule: 'engine-language-packages' },
  { file: 'engine/language/f.ts', line: "import '#workflows/shell.ts'", rule: 'engine-rooms' },
  { file: 'workflows/a.ts', line: "import '#engine/language/check.ts'", rule: 'workflows-rooms' },
  { file: 'workflows/b.ts', line: "import '#engine/reaches-language.ts'", rule: 'workflows-never-reach-language' },
  { file: 'workflows/c.ts', line: "import '#engine/rehearsal/play.ts'", rule: 'workflows-rooms' },
  { file: 'workflows/d.ts', line: "import 'node:crypto'", rule: 'workflows-node' },
  { file: 'workflows/e.ts', line: "import type { Client } from '@temporalio/client'", rule: 'workflows-packages' },
  { file: 'workflows/f.ts', line: "import '#db/table.ts'", rule: 'workflows-rooms' },
  { file: 'dispatch/a.ts', line: "import '#workflows/shell.ts'", rule: 'dispatch-rooms' },
  { file: 'dispatch/b.ts', line: "import '#engine/rules/law.ts'", rule: 'dispatch-rooms' },
  { file: 'dispatch/c.ts', line: "import '@temporalio/worker'", rule: 'dispatch-packages' },
  { file: 'activities/a.ts', line: "import '#api/door.ts'", rule: 'activities-rooms' },
  { file: 'activities/b.ts', line: "import '#workflows/shell.ts'", rule: 'activities-rooms' },
  { file: 'activities/c.ts', line: "import 'pg'", rule: 'activities-packages' },
  { file: 'audit/a.ts', line: "import '#api/door.ts'", rule: 'audit-rooms' },
  { file: 'audit/b.ts', line: "import 'pg'", rule: 'audit-packages' },
  { file: 'db/a.ts', line: "import '#engine/rules/law.ts'", rule: 'db-rooms' },
  { file: 'db/b.ts', line: "import '#dispatch/queue.ts'", rule: 'db-rooms' },
  { file: 'db/c.ts', line: "import '@temporalio/client'", rule: 'db-packages' },
  { file: 'api/a.ts', line: "import '#workflows/messages.ts'", rule: 'api-rooms' },
  { file: 'api/b.ts', line: "import '#activities/record.ts'", rule: 'api-rooms' },
  { file: 'api/c.ts', line: "import '@temporalio/client'", rule: 'api-packages' },
  { file: 'api/d.ts', line: "import 'kysely'", rule: 'api-packages' },
  { file: 'api/e.ts', line: "import '#db/nowhere.ts'", rule: 'unresolved' },
  { file: 'api/f.ts', line: "import '../db/table.ts'", rule: 'rooms-by-hash' },
  { file: 'web/a.ts', line: "import '#engine/language/check.ts'", rule: 'web-rooms' },
  { file: 'web/b.ts', line: "import '#api/door.ts'", rule: 'web-rooms' },
  { file: 'web/c.ts', line: "import 'node:path'", rule: 'web-node' },
  { file: 'web/d.ts', line: "import '#api/contract/shape.ts'", rule: 'page-knows-contracts-by-type' },
  { file: 'web/e.ts', line: "import { z } from 'zod'\nexport { z }", rule: 'page-knows-contracts-by-type' },
  { file: 'cli/a.ts', line: "import '#test/support/fixture.ts'", rule: 'no-tests-in-house' },
  { file: 'cli/b.ts', line: "import 'webpack'", rule: 'no-undeclared' },
]

/** Imports the table allows, so that a wall that forbids everything is noticed too. */
const allowed: Record<string, string> = {
  'engine/model/word.ts': 'export {}',
  'engine/rules/law.ts': "import '../model/word.ts'\nimport 'temporal-polyfill'\nimport '@marcbachmann/cel-js'",
  'engine/language/check.ts': "import 'yaml'\nimport { z } from 'zod'\nimport '../rules/law.ts'\nexport { z }",
  'engine/reaches-language.ts': "import './language/check.ts'",
  'engine/rehearsal/play.ts': "import '../rules/law.ts'",
  'workflows/messages.ts': "import type {} from '#engine/model/word.ts'",
  'workflows/activity-contract.ts': "import '#engine/model/word.ts'",
  'workflows/shell.ts': "import '#engine/rules/law.ts'\nimport '@temporalio/workflow'\nimport './messages.ts'",
  'dispatch/queue.ts': "import '#db/table.ts'\nimport '#workflows/messages.ts'\nimport '@temporalio/client'",
  'activities/record.ts':
    "import '#engine/rules/law.ts'\nimport '#db/table.ts'\nimport '#dispatch/queue.ts'\nimport '#workflows/activity-contract.ts'",
  'audit/seal.ts':
    "import '#engine/rules/law.ts'\nimport '#db/table.ts'\nimport '#dispatch/queue.ts'\nimport 'node:crypto'",
  'db/table.ts': "import 'kysely'\nimport 'pg'\nimport 'node:crypto'\nimport '#engine/model/word.ts'",
  'api/door.ts':
    "import 'fastify'\nimport { z } from 'zod'\nimport '#engine/language/check.ts'\nimport '#db/table.ts'\nimport '#dispatch/queue.ts'\nimport '#audit/seal.ts'\nexport { z }",
  'api/contract/shape.ts': 'export {}',
  'web/page.ts': "import '#engine/rules/law.ts'\nimport type {} from '#api/contract/shape.ts'",
  'cli/start.ts': "import '#api/door.ts'\nimport '#workflows/shell.ts'\nimport '@temporalio/worker'",
  'test/support/fixture.ts': "import '#cli/start.ts'\nimport 'vitest'",
}

interface Violation {
  from: string
  rule: { name: string }
}

let house: string

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'zhangfa-walls-'))
  for (const name of [
    'package.json',
    'tsconfig.json',
    'tsconfig.node.json',
    'tsconfig.base.json',
    '.dependency-cruiser.mjs',
  ])
    cpSync(resolve(name), join(house, name))
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'))
  for (const [file, text] of Object.entries(allowed)) write(file, text)
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), `${text}\n`)
}

function violations(): Violation[] {
  const rooms = ['engine', 'workflows', 'dispatch', 'activities', 'audit', 'db', 'api', 'web', 'cli', 'test']
  const options = ['--config', '.dependency-cruiser.mjs', '--no-cache', '--output-type', 'json']
  const printed = execFileSync(process.execPath, [resolve('node_modules/.bin/depcruise'), ...options, ...rooms], {
    cwd: house,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  return (JSON.parse(printed) as { summary: { violations: Violation[] } }).summary.violations
}

test('what the import table allows passes', () => {
  expect(violations()).toEqual([])
})

test('every wall notices what is built through it', () => {
  for (const { file, line } of faults) write(file, line)
  const noticed = violations().map(({ from, rule }) => `${from}: ${rule.name}`)
  expect(noticed).toEqual(expect.arrayContaining(faults.map(({ file, rule }) => `${file}: ${rule}`)))
})
