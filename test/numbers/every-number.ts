import { readFileSync } from 'node:fs'
import { LikelyTests } from './likely-tests.ts'
import type { NoticingTest } from './likely-tests.ts'
import { numbersOf } from './numbers-of.ts'
import type { WrittenNumber } from './numbers-of.ts'
import { playbookTests } from './playbook-tests.ts'
import type { PlaybookTests } from './playbook-tests.ts'
import { filesThatRead } from './test-files.ts'
import { wantedNumbers } from './wanted-numbers.ts'
import type { WantedNumbers } from './wanted-numbers.ts'

/**
 * Changes every number of every definition, one at a time, and says which changes no test notices. `npm run numbers` tries all
 * of them, `npm run numbers -- livestream return-refund:43,60` those of one playbook and those on two lines of another.
 * Ends with 1 when one survives.
 */
async function everyNumber(written: readonly string[]): Promise<number> {
  const tests = await playbookTests()
  try {
    let survivors = 0
    for (const wanted of wantedNumbers(written)) survivors += await triedOut(tests, wanted)
    return survivors
  } finally {
    await tests.close()
  }
}

/** Tries the numbers of one definition and prints those nobody noticed; gives their count. */
async function triedOut(tests: PlaybookTests, { id, path, lines }: WantedNumbers): Promise<number> {
  const files = filesThatRead(id)
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
    await tests.mustPass(file)
    const test = await tests.firstFailure(file, changed, likely)
    if (test !== null) return { file, test }
  }
  return null
}

process.exitCode = (await everyNumber(process.argv.slice(2))) > 0 ? 1 : 0
