import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A program that is started again whenever it dies; each life may end at another failpoint. */
export interface MortalProcess {
  /** The present life, or null between two. */
  child(): ChildProcess | null
  /** Lives that ended by SIGKILL. */
  kills(): number
  /** Failpoints that were planned but have not struck yet. */
  failPointsLeft(): number
  stop(): Promise<void>
}

export interface MortalOptions {
  /** Path from the project's root. */
  program: string
  env: NodeJS.ProcessEnv
  /** `name:n` per life, in order; later lives have none. */
  failPoints: readonly string[]
  onMessage?: (message: unknown) => void
  onDeath?: () => void
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts the program and keeps it alive until `stop`. */
export function keepAlive(options: MortalOptions): MortalProcess {
  let child: ChildProcess | null = null
  let lives = 0
  let kills = 0
  let stopping = false
  let printed = ''
  const live = (): void => {
    const failPoint = options.failPoints[lives]
    lives += 1
    const life = fork(`${root}/${options.program}`, {
      execArgv: ['--import', 'tsx'],
      cwd: root,
      env: { ...options.env, ...(failPoint === undefined ? {} : { ZHANGFA_FAIL_AT: failPoint }) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = life
    const keep = (chunk: Buffer): void => void (printed = (printed + chunk.toString()).slice(-4_000))
    life.stdout?.on('data', keep)
    life.stderr?.on('data', keep)
    life.on('message', (message) => options.onMessage?.(message))
    life.once('exit', (code, signal) => {
      child = null
      if (signal === 'SIGKILL' && !stopping) kills += 1
      options.onDeath?.()
      if (stopping) return
      if (signal !== 'SIGKILL') throw new Error(`${options.program} ended with ${code ?? signal}: ${printed}`)
      live()
    })
  }
  live()
  return {
    child: () => child,
    kills: () => kills,
    failPointsLeft: () => Math.max(0, options.failPoints.length - kills),
    stop: async () => {
      stopping = true
      const last = child
      if (!last) return
      const ended = new Promise((resolve) => last.once('exit', resolve))
      last.kill('SIGTERM')
      const force = setTimeout(() => last.kill('SIGKILL'), 30_000)
      await ended
      clearTimeout(force)
    },
  }
}
