import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exportToFolder } from '#audit/export/to-folder.ts'
import { materialOf } from './synthetic-log.ts'
import type { Verdict } from './verifiers.ts'
import { run } from './verifiers.ts'

/**
 * `npm run audit:million [-- <events>]`: exports a million made-up entries and has both verifiers check them, each as a process
 * of its own. Prints the seconds; ends with 1 when the script needs more than a minute, finds anything, or they disagree.
 */
const [events = 1_000_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'zhangfa-million-'))
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const programs = fileURLToPath(new URL('../../../cli/verify/', import.meta.url))

async function timed(command: string, args: string[]): Promise<{ seconds: number; verdict: Verdict; code: number }> {
  const begun = performance.now()
  const { printed, code } = await run(command, args)
  return { seconds: (performance.now() - begun) / 1000, verdict: JSON.parse(printed) as Verdict, code }
}

try {
  const shape = { open: 2_000, long: 40, houseEvery: 50, hiddenEvery: 10_007, unsealed: 10 }
  const begun = performance.now()
  await exportToFolder(materialOf({ ...shape, events, checkpointEvery: Math.ceil(events / 200) }), folder)
  say(
    `Node ${process.version}, ${cpus().length} cores: exported in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  )
  const script = await timed(process.execPath, [`${programs}verify.mjs`, folder, '--json'])
  say(`verify.mjs: ${script.seconds.toFixed(1)} s, ${script.verdict.problems.length} problems`)
  const python = await timed('python3', [`${programs}verify.py`, folder, '--json'])
  say(`verify.py: ${python.seconds.toFixed(1)} s, ${python.verdict.problems.length} problems`)
  const { problems, ...counts } = script.verdict
  const agree = JSON.stringify(script.verdict) === JSON.stringify({ ...python.verdict })
  say(`${JSON.stringify(counts)}; the two ${agree ? 'agree' : 'DISAGREE'}`)
  process.exitCode = agree && problems.length === 0 && script.seconds <= 60 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
