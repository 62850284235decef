import type { Database } from '#db/database.ts'
import { readLostClaims } from '#db/reads/lost-claims.ts'
import { commandIdOf } from '#dispatch/command-id.ts'
import { systemActor } from '#engine/model/people.ts'
import type { CommandWay } from '../deps.ts'

interface KeeperWays {
  db: Database
  way: CommandWay
  now: () => string
}

const lookEveryMs = 2_000
/** What ended while nobody looked, or could not be handed on, is looked at again for so long. */
const lookBackMs = 60_000
const firstLookBackMs = 7 * 24 * 3_600_000

/**
 * Whoever loses a role, by an act or because its time is over, loses what they had claimed in it. The host decides as always,
 * so that the history tells; several processes may look at once, the command's id is the same.
 */
export class ClaimKeeper {
  readonly #ways: KeeperWays
  #timer: NodeJS.Timeout | undefined
  #lookBackMs = firstLookBackMs

  constructor(ways: KeeperWays) {
    this.#ways = ways
  }

  /** Looks every two seconds from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.endLost().catch(() => undefined), lookEveryMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** One look. @returns how many claims were handed to their hosts. */
  async endLost(): Promise<number> {
    const { db, way, now } = this.#ways
    const at = now()
    const lost = await readLostClaims(db, new Date(Date.parse(at) - this.#lookBackMs).toISOString(), at)
    for (const { taskId, sopRunId, stepKey, revision, personId } of lost) {
      const commandId = commandIdOf(`role ended ${personId}`, `${taskId}/${revision}`)
      const command = { type: 'endClaim' as const, stepKey, personId }
      await way.send({ commandId, sopRunId, actor: systemActor, door: 'system', command }, true)
    }
    this.#lookBackMs = lookBackMs
    return lost.length
  }
}
