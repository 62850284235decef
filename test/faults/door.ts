import type { LaunchOrder } from '#dispatch/dispatcher.ts'
import type { LaunchOutcome } from '#dispatch/outcome.ts'
import type { CommandEnvelope } from '#engine/model/command.ts'
import type { DoorAnswer, DoorRequest } from './door-program.ts'
import { keepAlive } from './mortal-process.ts'
import type { MortalProcess } from './mortal-process.ts'

/** A door that dies and lives again, and a client that asks until it is told. */
export interface Door {
  process: MortalProcess
  /** Asks again under the same ids until the outcome is recorded; also after the door died in between. */
  launch(order: LaunchOrder): Promise<LaunchOutcome>
  send(envelope: CommandEnvelope): Promise<LaunchOutcome>
}

type Question = { launch: LaunchOrder } | { send: CommandEnvelope }

/** Opens a door program with the failpoints of its lives. */
export function openDoor(env: NodeJS.ProcessEnv, failPoints: readonly string[]): Door {
  const asked = new Map<number, (outcome: LaunchOutcome | null) => void>()
  let numbers = 0
  let ready = false
  const process = keepAlive({
    program: 'test/faults/door-program.ts',
    env,
    failPoints,
    onMessage: (message) => {
      const { number, outcome } = message as DoorAnswer
      if (number === -1) ready = true
      asked.get(number)?.(outcome)
      asked.delete(number)
    },
    onDeath: () => {
      ready = false
      for (const tell of asked.values()) tell(null)
      asked.clear()
    },
  })
  const ask = (question: Question): Promise<LaunchOutcome | null> =>
    new Promise((resolve) => {
      const life = process.child()
      if (!life?.connected || !ready) return resolve(null)
      numbers += 1
      asked.set(numbers, resolve)
      life.send({ number: numbers, ...question } satisfies DoorRequest, (error) => {
        if (error) resolve(null)
      })
    })
  const untilTold = async (question: Question): Promise<LaunchOutcome> => {
    for (;;) {
      const outcome = await ask(question)
      if (outcome && outcome.status !== 'failed' && outcome.status !== 'accepted') return outcome
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  return { process, launch: (launch) => untilTold({ launch }), send: (send) => untilTold({ send }) }
}
