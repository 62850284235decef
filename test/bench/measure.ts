import { setTimeout as pause } from 'node:timers/promises'
import { cpuSeconds } from './cpu-seconds.ts'
import type { OpenTask, Seat, Side } from './side.ts'

/** What one side did with a number of clients. */
export interface Measured {
  side: string
  clients: number
  /** Runs that reached their end; fewer than asked when time ran out. */
  runs: number
  asked: number
  launchesPerSecond: number
  stepsPerSecond: number
  /** From the completion's sending to its answer, milliseconds, sorted. */
  answeredMs: number[]
  /** From the completion's sending until the run's next task shows in the list, milliseconds, sorted. */
  shownMs: number[]
  /** CPU per step by process, milliseconds; empty where the system does not tell. */
  cpuMsPerStep: Record<string, number>
}

const steps = 10
const patienceMs = 30_000

/**
 * Launches `asked` runs with `clients` clients, then works all of them off, each client one run at a time.
 * @param signal ends it early; what was done until then counts.
 * @throws when a door refuses or a task does not show within 30 s.
 */
export async function measure(side: Side, clients: number, asked: number, signal: AbortSignal): Promise<Measured> {
  const seats: Seat[] = []
  for (let index = 0; index < clients; index++) seats.push(await side.seat(index))
  const launched: OpenTask[] = []
  const launchSeconds = await shareOut(seats, asked, async (seat, number) => {
    if (!signal.aborted) launched.push(await untilShown(seat, await seat.launch(number), 1))
  })
  const answeredMs: number[] = []
  const shownMs: number[] = []
  let runs = 0
  const before = cpuSeconds(side.processes)
  const seconds = await shareOut(seats, launched.length, async (seat, number) => {
    let task = launched[number]
    while (task !== undefined && !signal.aborted) task = await workOff(seat, task, { answeredMs, shownMs })
    if (task === undefined) runs += 1
  })
  const after = cpuSeconds(side.processes)
  const done = answeredMs.length
  const perStep = Object.entries(after).map(([name, spent]) => [name, ((spent - (before[name] ?? 0)) * 1_000) / done])
  return {
    side: side.name,
    clients,
    runs,
    asked,
    launchesPerSecond: launched.length / launchSeconds,
    stepsPerSecond: done / seconds,
    answeredMs: answeredMs.sort((one, other) => one - other),
    shownMs: shownMs.sort((one, other) => one - other),
    cpuMsPerStep: Object.fromEntries(perStep) as Record<string, number>,
  }
}

/** Completes one task and waits for the next; gives that one, or undefined at the end of the run. */
async function workOff(
  seat: Seat,
  task: OpenTask,
  times: Pick<Measured, 'answeredMs' | 'shownMs'>,
): Promise<OpenTask | undefined> {
  const begun = performance.now()
  await seat.complete(task, { result: 'passed', pieces: task.step, note: `step ${task.step} of ${task.runId}` })
  times.answeredMs.push(performance.now() - begun)
  if (task.step === steps) return undefined
  const next = await untilShown(seat, task.runId, task.step + 1)
  times.shownMs.push(performance.now() - begun)
  return next
}

async function untilShown(seat: Seat, runId: string, step: number): Promise<OpenTask> {
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await pause(2)) {
    const task = await seat.openTask(runId)
    if (task?.step === step) return task
  }
  throw new Error(`Step ${step} of run ${runId} did not show within ${patienceMs / 1_000} s.`)
}

/** Each seat takes the next number until none is left; seconds it took. */
async function shareOut(
  seats: Seat[],
  count: number,
  work: (seat: Seat, number: number) => Promise<void>,
): Promise<number> {
  const begun = performance.now()
  let next = 0
  await Promise.all(
    seats.map(async (seat) => {
      while (next < count) await work(seat, next++)
    }),
  )
  return (performance.now() - begun) / 1_000
}
