import { openDatabase } from '#db/database.ts'
import { listenRecorded } from '#db/listen.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import type { LaunchOrder } from '#dispatch/dispatcher.ts'
import { openTemporalClient } from '#dispatch/temporal-client.ts'
import type { CommandEnvelope } from '#engine/model/command.ts'
import { defaultHostLimits } from '#workflows/messages.ts'

/** What the test asks of a door: one launch or one command, answered under the same number. */
export type DoorRequest = { number: number } & ({ launch: LaunchOrder } | { send: CommandEnvelope })
export interface DoorAnswer {
  number: number
  outcome: Awaited<ReturnType<Dispatcher['launch']>> | null
}

/** A door as a process of its own, so that it can be killed: dispatch behind a pipe instead of HTTP. */
const env = process.env
const url = env['DATABASE_URL_API'] ?? ''
const db = openDatabase(url, { applicationName: 'zhangfa test door' })
const dispatcher = new Dispatcher(openTemporalClient(env), db, listenRecorded(url, db), {
  taskQueue: env['ZHANGFA_TASK_QUEUE'] ?? '',
  limits: {
    ...defaultHostLimits,
    updates: Number(env['TEST_UPDATES_PER_RUN']),
    openRuns: Number(env['TEST_OPEN_RUNS']),
  },
})

process.on('message', (request: DoorRequest) => void answer(request))
process.on('disconnect', () => process.exit(0))
process.send?.({ number: -1, outcome: null } satisfies DoorAnswer)

async function answer(request: DoorRequest): Promise<void> {
  const done = 'launch' in request ? dispatcher.launch(request.launch) : dispatcher.send(request.send, true)
  const outcome = await done.catch(() => null)
  process.send?.({ number: request.number, outcome } satisfies DoorAnswer)
}
