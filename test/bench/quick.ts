import { cpus, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { measure } from './measure.ts'
import type { Measured } from './measure.ts'
import { reportTable } from './report.ts'
import { startBenchStack } from './stack.ts'
import type { BenchStack } from './stack.ts'

/**
 * `npm run bench:quick [-- <share>]`: runs of ten steps through HTTP at 1, 8 and 32 clients, ours hosted both ways beside a
 * hand-written workflow, as one markdown table. Ends by itself within four minutes; `share` below 1 makes fewer runs.
 */
const runsAt = [
  { clients: 1, runs: 6 },
  { clients: 8, runs: 24 },
  { clients: 32, runs: 64 },
]
const warmUpRuns = 8
const longestMs = 210_000

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function bench(share: number, signal: AbortSignal): Promise<void> {
  const load = loadavg().map((value) => value.toFixed(2))
  const stack = await startBenchStack(signal)
  const all: Measured[] = []
  try {
    say(`Node ${process.version}, ${cpus().length} cores, load average at start ${load.join(' ')},`)
    say(`Temporal ${stack.temporalVersion} (WAL, synchronous=full), Postgres with fsync, ${new Date().toISOString()}\n`)
    await measureAll(stack, share, signal, all)
  } finally {
    if (all.length > 0) say(reportTable(all, stack.partner.name))
    if (signal.aborted) say('\nIt was ended early: the rows hold what was done until then.')
    await stack.close()
  }
}

/** Sides take turns at each number of clients, so that a machine that slows down slows all of them. */
async function measureAll(stack: BenchStack, share: number, signal: AbortSignal, all: Measured[]): Promise<void> {
  const sides = [stack.partner, ...stack.ours]
  for (const side of sides) await measure(side, 4, warmUpRuns, signal)
  for (const { clients, runs } of runsAt) {
    for (const side of sides) {
      if (signal.aborted) return
      await pause(500)
      all.push(await measure(side, clients, Math.max(1, Math.round(runs * share)), signal))
      process.stderr.write('.')
    }
  }
  process.stderr.write('\n')
}

const ending = new AbortController()
const late = setTimeout(() => ending.abort(), longestMs)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
try {
  await bench(Number(process.argv[2] ?? 1), ending.signal)
} catch (error) {
  process.stderr.write(`The benchmark failed: ${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  clearTimeout(late)
}
process.exit()
