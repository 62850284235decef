import { existsSync } from 'node:fs'
import { endGuarded } from '../stack/guard.ts'
import type { Programs } from './launch.ts'
import { launch } from './launch.ts'
import { RefuseStart } from './refuse-start.ts'
import { readSettings } from './settings.ts'
import { startedStack } from './started-stack.ts'

/** npm hands a Ctrl-C on to us although the terminal did so already; that echo is not a second one. */
const echoMs = 500

/** Everything up, kept up, and brought down again by Ctrl-C. Ends the process. */
export async function main(programs: Programs): Promise<void> {
  // A closed terminal or pipe must not end us half-way; it comes with a signal of its own.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const say = (line: string): void => console.log(line)
  const stack = startedStack(say)
  let firstSignalAt: number | null = null
  let unlock: (() => void) | null = null

  async function onSignal(): Promise<void> {
    if (firstSignalAt === null) {
      firstSignalAt = Date.now()
      say('Stopping; press Ctrl-C again to end at once.')
      await stack.drain()
      unlock?.()
      return leave(unlock === null ? 130 : 0)
    }
    if (Date.now() - firstSignalAt < echoMs) return
    say('Ending at once.')
    stack.killAll()
    unlock?.()
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void onSignal())

  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    unlock = await launch(readSettings(process.env, process.argv.slice(2)), programs, stack, say)
  } catch (error) {
    // Being stopped half-way makes starts fail, which is no news.
    if (firstSignalAt !== null) return
    console.error(error instanceof RefuseStart ? error.message : `Zhangfa could not start: ${(error as Error).message}`)
    await stack.drain()
    await leave(1)
  }
}

/** What is under the guard and not yet in the stack, such as a server half-way up, ends before we do. */
async function leave(code: number): Promise<void> {
  await endGuarded()
  process.exit(code)
}
