import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Client } from '@temporalio/client'
import type { Database } from '#db/database.ts'
import { readArchived, readLastArchivedAt } from '#db/reads/archived-histories.ts'
import { noteAdminAct } from '#db/writes/note-admin-act.ts'
import { clearAlarm, raiseAlarm } from '#db/writes/note-alarm.ts'
import { systemActor } from '#engine/model/people.ts'
import { nowAndThen } from './now-and-then.ts'

export interface ArchiveHouse {
  client: Client
  /** Opened as the sealer's role: every archived history becomes an act of the house, and so part of the log. */
  db: Database
  /** `histories/` below it takes the files. */
  folder: string
}

const most = 50
const overlapMs = 3_600_000
const compressed = promisify(gzip)

/**
 * Keeps the histories of hosts that have closed, before Temporal lets go of them: one file each, as Temporal tells it (payloads stay
 * sealed by the codec), its SHA-256 in the history of the house.
 * @returns how many were kept now; there may be more at once when it is 50.
 */
export async function archiveHistories({ client, db, folder }: ArchiveHouse): Promise<number> {
  const since = await readLastArchivedAt(db)
  const from = since === null ? '' : ` and CloseTime >= '${new Date(Date.parse(since) - overlapMs).toISOString()}'`
  const closed: { workflowId: string; runId: string; closedAt: string }[] = []
  for await (const { workflowId, runId, closeTime } of client.workflow.list({
    query: `ExecutionStatus != 'Running'${from}`,
  }))
    closed.push({ workflowId, runId, closedAt: (closeTime ?? new Date()).toISOString() })
  closed.sort((one, other) => one.closedAt.localeCompare(other.closedAt))
  const known = await readArchived(
    db,
    closed.map(({ runId }) => runId),
  )
  const waiting = closed.filter(({ runId }) => !known.has(runId)).slice(0, most)
  for (const one of waiting) {
    const kept = await keep(client, folder, one)
    await noteAdminAct(db, {
      personId: systemActor.personId,
      action: 'history.archived',
      objectType: 'host',
      objectId: one.runId,
      after: { workflowId: one.workflowId, closedAt: one.closedAt, ...kept },
    })
  }
  return waiting.length
}

async function keep(
  client: Client,
  folder: string,
  { workflowId, runId }: { workflowId: string; runId: string },
): Promise<{ file: string; sha256: string; bytes: number; events: number }> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory()
  const bytes = await compressed(JSON.stringify(history))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = join('histories', `${runId.slice(0, 2)}`, `${runId}.json.gz`)
  const path = join(folder, file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, bytes, { mode: 0o440, flush: true })
  await rename(`${path}.new`, path)
  return { file, sha256, bytes: bytes.length, events: history.events?.length ?? 0 }
}

/** Archives every ten minutes until the returned function is called; while it cannot, that is an alarm. */
export function keepArchiving(house: ArchiveHouse, report: (line: string) => void): () => Promise<void> {
  return nowAndThen({ firstMs: 30_000, everyMs: 600_000 }, async () => {
    try {
      while ((await archiveHistories(house)) === most);
      await clearAlarm(house.db, 'archive', 'histories are kept again')
    } catch (error) {
      const says = (error as Error).message
      if (await raiseAlarm(house.db, 'archive', says)) report(`Audit alarm, archive: ${says}`)
    }
  })
}
