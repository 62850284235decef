import { readdirSync, readFileSync } from 'node:fs'
import { numbersOf } from './numbers-of.ts'
import type { WrittenNumber } from './numbers-of.ts'
import { playbookTests } from './playbook-tests.ts'
import type { PlaybookTests } from './playbook-tests.ts'

/**
 * Changes every number of every definition, one at a time, and says which changes no test notices.
 * `npm run numbers` tries all of them, `npm run numbers -- return-refund` those of one playbook. Ends with 1 when one survives.
 */
async function everyNumber(ids: readonly string[]): Promise<number> {
  const tests = await playbookTests()
  try {
    const files = testFiles()
    const readers = await readersOf(tests, files)
    let survivors = 0
    for (const path of definitions(ids)) survivors += await triedOut(tests, path, readers.get(path) ?? [])
    return survivors
  } finally {
    await tests.close()
  }
}

function definitions(ids: readonly string[]): string[] {
  const all = readdirSync('sop-definitions').filter((name) => name.endsWith('.yaml'))
  const wanted = all.filter((name) => ids.length === 0 || ids.includes(name.replace(/\.yaml$/, '')))
  return wanted.map((name) => `sop-definitions/${name}`)
}

function testFiles(): string[] {
  return ['test/sop-definitions', 'test/engine/scenarios'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  )
}

/** Which test files read which definition; throws when one fails on the definitions as they are. */
async function readersOf(tests: PlaybookTests, files: readonly string[]): Promise<Map<string, string[]>> {
  const readers = new Map<string, string[]>()
  for (const file of files) {
    const failed = await tests.firstFailure(file, new Map())
    if (failed !== null) throw new Error(`${file} fails before any number is changed: ${failed}`)
    for (const path of tests.definitionsRead()) readers.set(path, [...(readers.get(path) ?? []), file])
  }
  return readers
}

/** Tries the numbers of one definition and prints those nobody noticed; gives their count. */
async function triedOut(tests: PlaybookTests, path: string, readers: string[]): Promise<number> {
  const numbers = numbersOf(readFileSync(path, 'utf8'))
  const survivors: WrittenNumber[] = []
  // The file that noticed the last change is the likeliest to notice the next.
  let order = readers
  for (const [index, number] of numbers.entries()) {
    process.stderr.write(`\r${path}: ${index + 1} of ${numbers.length}, ${survivors.length} unnoticed `)
    const noticed = await noticedBy(tests, path, number, order)
    if (noticed === null) survivors.push(number)
    else order = [noticed, ...order.filter((file) => file !== noticed)]
  }
  process.stderr.write('\n')
  for (const { line, place, was, becomes } of survivors)
    process.stdout.write(`${path}:${line}: ${place}: ${was} -> ${becomes}\n`)
  process.stdout.write(`${path}: ${numbers.length} numbers, ${survivors.length} unnoticed\n`)
  return survivors.length
}

async function noticedBy(
  tests: PlaybookTests,
  path: string,
  number: WrittenNumber,
  files: readonly string[],
): Promise<string | null> {
  const changed = new Map([[path, number.changed]])
  for (const file of files) if ((await tests.firstFailure(file, changed)) !== null) return file
  return null
}

process.exitCode = (await everyNumber(process.argv.slice(2))) > 0 ? 1 : 0
