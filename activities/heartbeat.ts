import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Database } from '#db/database.ts'

const everyMs = 5_000

/**
 * Says every five seconds that this worker polls; readiness knows a worker by it. The instant is the database's own.
 * A beat that fails is left out: the next one says the same. @returns ends it and takes the row back.
 */
export function beat(db: Database, polls: () => boolean): () => Promise<void> {
  const process_ = `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`
  const leave = () => db.deleteFrom('heartbeat').where('process', '=', process_).execute()
  const say = async (): Promise<void> => {
    if (!polls()) return
    await db.transaction().execute(async (trx) => {
      await trx.deleteFrom('heartbeat').where('process', '=', process_).execute()
      await trx.insertInto('heartbeat').values({ process: process_, kind: 'worker' }).execute()
    })
  }
  const quietly = (): void => void say().catch(() => undefined)
  quietly()
  const timer = setInterval(quietly, everyMs)
  return async () => {
    clearInterval(timer)
    await leave().catch(() => undefined)
  }
}
