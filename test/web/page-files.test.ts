import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pageFolder } from '#cli/page/build-page.ts'
import { chunksOf, pageFiles } from '#cli/page/shell-files.ts'

const mostBytes = 300_000

/** What is fetched until a page of that source file can be seen, gzipped. */
function firstLoadBytes(sources: readonly string[]): number {
  const files = new Set([
    ...pageFiles(pageFolder).firstLoad,
    ...sources.flatMap((source) => chunksOf(pageFolder, source)),
  ])
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(pageFolder, file)), { level: 9 }).length, 0)
}

// Every visit fetches these besides the page it is for.
const always = ['shell/shell.tsx', 'text/zh/shell.json', 'text/zh/kit.json', 'text/zh/problems.json']

test.each([
  ['inbox', ['pages/work/inbox-page.tsx', 'text/zh/work.json']],
  ['sign-in', ['shell/sign-in-page.tsx']],
  ['a task', ['pages/work/task-page.tsx', 'text/zh/work.json', 'text/zh/forms.json', 'text/zh/choices.json']],
  ['the scanner', ['pages/warehouse/scan-page.tsx', 'text/zh/warehouse.json', 'text/zh/work.json']],
  ['the live desk', ['pages/live/desk-page.tsx', 'text/zh/live.json']],
])('the first load of %s is at most 300 kB compressed', (_page, own) => {
  const bytes = firstLoadBytes([...always, ...own])
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(mostBytes)
})
