import { readdirSync, readFileSync } from 'node:fs'
import { LikelyTests } from './likely-tests.ts'
import type { NoticingTest } from './likely-tests.ts'
import { numbersOf } from './numbers-of.ts'
import type { WrittenNumber } from './numbers-of.ts'
import { playbookTests } from './playbook-tests.ts'
import type { PlaybookTests } from './playbook-tests.ts'
import { wantedNumbers } from './wanted-numbers.ts'
import type { WantedNumbers } from './wanted-numbers.ts'

/**
 * Changes every number of every definition, one at a time, and says which changes no test notices. `npm run numbers` tries all
 * of them, `npm run numbers -- livestream return-refund:43,60` those of one playbook and those on two lines of another.
 * Ends with 1 when one survives.
 */
async function everyNumber(written: readonly string[]): Promise<number> {
  const wanted = wantedNumbers(written)
  const tests = await playbookTests()
  try {
    const readers = await readersOf(tests, new Set(wanted.map(({ path }) => path)))
    let survivors = 0
    for (const numbers of wanted) survivors += await triedOut(tests, numbers, readers.get(numbers.path) ?? [])
    return survivors
  } finally {
    await tests.close()
  }
}

function testFiles(): string[] {
  return ['test/sop-definitions', 'test/engine/scenarios'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  )
}

/** The test files that read each definition, cheapest first; throws when one fails on the definitions as they are. */
async function readersOf(tests: PlaybookTests, paths: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const found: { path: string; file: string; took: number }[] = []
  for (const file of testFiles()) {
    const read = (await tests.definitionsRead(file)).filter((path) => paths.has(path))
    if (read.length === 0) continue
    const start = performance.now()
    const failed = await tests.firstFailure(file, new Map())
    if (failed !== null) throw new Error(`${file} fails before any number is changed: ${failed}`)
    for (const path of read) found.push({ path, file, took: performance.now() - start })
  }
  const cheapest = found.sort((a, b) => a.took - b.took)
  return new Map([...paths].map((path) => [path, cheapest.filter((row) => row.path === path).map(({ file }) => file)]))
}

/** Tries the numbers of one definition and prints those nobody noticed; gives their count. */
async function triedOut(tests: PlaybookTests, { path, lines }: WantedNumbers, files: string[]): Promise<number> {
  const numbers = numbersOf(readFileSync(path, 'utf8')).filter(({ line }) => lines === null || lines.has(line))
  const likely = new LikelyTests()
  let unnoticed = 0
  for (const [index, number] of numbers.entries()) {
    process.stderr.write(`\r${path}: ${index + 1} of ${numbers.length}, ${unnoticed} unnoticed `)
    const noticed = await noticedBy(tests, path, number, likely.order(number, files))
    if (noticed !== null) likely.noticed(number, noticed)
    else {
      unnoticed += 1
      process.stdout.write(`${path}:${number.line}: ${number.place}: ${number.was} -> ${number.becomes}\n`)
    }
  }
  process.stderr.write('\n')
  process.stdout.write(`${path}: ${numbers.length} numbers, ${unnoticed} unnoticed\n`)
  return unnoticed
}

async function noticedBy(
  tests: PlaybookTests,
  path: string,
  number: WrittenNumber,
  order: readonly NoticingTest[],
): Promise<NoticingTest | null> {
  const changed = new Map([[path, number.changed]])
  for (const { file, test: likely } of order) {
    const test = await tests.firstFailure(file, changed, likely)
    if (test !== null) return { file, test }
  }
  return null
}

process.exitCode = (await everyNumber(process.argv.slice(2))) > 0 ? 1 : 0
