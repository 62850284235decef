import { cpus, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Measured } from './measure.ts'
import { measure } from './measure.ts'
import { startBenchStack } from './stack.ts'
import type { BenchStack } from './stack.ts'

/**
 * `npm run bench:audit [-- <share>]`: our throughput with sealing, notes and a witness, and without, in turns on one stack. One worker
 * seals; it is told to rest by holding its place in the database. Prints every round and the ratio of the medians, and ends
 * with 1 when less than 65 % is left.
 */
const rounds = 3
const runsPerRound = 40
const clients = 32
const least = 0.65
const longestMs = 240_000

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Holds the sealer's place, so that nobody seals, until it is let go. */
async function restSealing(stack: BenchStack): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: stack.ownerUrl })
  // A stack that is ended in between ends its sessions too.
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin')
  await client.query(`select pg_advisory_xact_lock(hashtextextended('zhangfa sealer', 0))`)
  return async () => {
    await client.query('rollback')
    await client.end()
  }
}

async function sealedSize(stack: BenchStack): Promise<number> {
  const client = new pg.Client({ connectionString: stack.ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ size: string }>('select coalesce(max(size), 0) as size from checkpoint')
  await client.end()
  return Number(rows[0]?.size ?? 0)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
}

async function bench(share: number, signal: AbortSignal): Promise<number> {
  say(`Node ${process.version}, ${cpus().length} cores, load average at start ${loadavg()[0]!.toFixed(2)}`)
  const stack = await startBenchStack(signal, { sealing: true })
  const found: Record<'with' | 'without', Measured[]> = { with: [], without: [] }
  try {
    const side = stack.ours.find(({ name }) => name.endsWith('desk'))!
    const runs = Math.max(clients, Math.round(runsPerRound * share))
    await measure(side, 4, 8, signal)
    say('| round | sealing | steps/s | sealed entries |\n| --- | --- | --- | --- |')
    for (let round = 0; round < rounds * 2 && !signal.aborted; round++) {
      const how = round % 2 === 0 ? 'with' : 'without'
      const wake = how === 'without' ? await restSealing(stack) : null
      const before = await sealedSize(stack)
      const measured = await measure(side, clients, runs, signal)
      found[how].push(measured)
      say(`| ${round + 1} | ${how} | ${measured.stepsPerSecond.toFixed(1)} | ${(await sealedSize(stack)) - before} |`)
      await wake?.()
      await pause(3_000)
    }
  } finally {
    await stack.close()
  }
  const [with_, without] = [found.with, found.without].map((all) => median(all.map((one) => one.stepsPerSecond)))
  const ratio = (with_ ?? 0) / (without ?? 1)
  say(
    `\nMedian with sealing ${with_?.toFixed(1)} steps/s, without ${without?.toFixed(1)}: ${(ratio * 100).toFixed(0)} %`,
  )
  return ratio
}

const ending = new AbortController()
const late = setTimeout(() => ending.abort(), longestMs)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
try {
  process.exitCode = (await bench(Number(process.argv[2] ?? 1), ending.signal)) >= least ? 0 : 1
} catch (error) {
  process.stderr.write(`The benchmark failed: ${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  clearTimeout(late)
}
process.exit()
