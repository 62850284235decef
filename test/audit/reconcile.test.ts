import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { archiveHistories } from '#audit/archive-histories.ts'
import type { ReconcileHouse } from '#audit/reconcile.ts'
import { Reconciler, reconcileRun } from '#audit/reconcile.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { readAlarms } from '#db/reads/alarms.ts'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { giftRuns } from '../api/gift-runs.ts'
import type { OpenApi, RunBody } from '../api/open-api.ts'
import { openApi } from '../api/open-api.ts'

let api: OpenApi
let run: RunBody
let superuser: Database
let house: ReconcileHouse
const said: string[] = []

beforeAll(async () => {
  api = await openApi()
  const gifts = giftRuns(api)
  run = await gifts.launched()
  await gifts.complete(await gifts.step(run.id, 'gg-choose'), 'cs-agent', { gift: 'mug', cost: 3000 })
  await api.post(`/runs/${run.id}/commands`, 'lead', { type: 'cancel', reason: 'test' })
  const database = new URL(api.stack.urls.ownerUrl).pathname
  const url = Object.assign(new URL(inject('postgres').adminUrl), { pathname: database }).href
  superuser = openDatabase(url, { applicationName: 'zhangfa test', maxConnections: 1 })
  const alarmDb = openDatabase(api.stack.urls.sealerUrl, { applicationName: 'zhangfa test', maxConnections: 2 })
  const report = (line: string): void => void said.push(line)
  house = { client: api.stack.client, codec: payloadCodec(null), db: api.stack.db, alarmDb, report }
})
afterAll(async () => {
  await superuser.destroy()
  await house.alarmDb.destroy()
  await api.close()
})

/** What a superuser does, past all triggers. */
async function overwrite(text: string): Promise<void> {
  await superuser.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql.raw(text).execute(trx)
  })
}

test('Temporal, audit and tables agree; what a superuser changes in either is told, until it is as it was', async () => {
  const inTwoMinutes = (): number => Date.now() + 120_000
  const reconciler = new Reconciler(house, Date.now())
  expect(await reconcileRun(house, run.id)).toBeNull()
  expect(await reconciler.turn(inTwoMinutes())).toEqual([])
  const before = await sql<{
    body: string
  }>`select body from audit_event where sop_run_id = ${run.id} and seq = 2`.execute(superuser)

  await overwrite(
    `update audit_event set body = replace(body, '"seq":2', '"seq": 2') where sop_run_id = '${run.id}' and seq = 2`,
  )
  const [found] = await new Reconciler(house, Date.now()).turn(inTwoMinutes())
  expect(found).toMatchObject({ sopRunId: run.id, says: expect.stringMatching(/^entry 2: Temporal: /) as string })
  expect(await readAlarms(api.db)).toMatchObject([{ kind: 'history', says: expect.stringContaining(run.id) as string }])
  expect(said).toEqual([expect.stringContaining('Audit alarm, history')])

  await overwrite(
    `update audit_event set body = '${before.rows[0]!.body.replaceAll("'", "''")}' where sop_run_id = '${run.id}' and seq = 2`,
  )
  expect(await new Reconciler(house, Date.now()).turn(inTwoMinutes())).toEqual([])
  expect(await readAlarms(api.db)).toEqual([])

  await overwrite(`update sop_run set status = 'completed' where id = '${run.id}'`)
  expect(await reconcileRun(house, run.id)).toBe('status is cancelled by its history, pages show completed')
  await overwrite(`update sop_run set status = 'cancelled' where id = '${run.id}'`)
  await overwrite(
    `delete from audit_event where sop_run_id = '${run.id}' and seq = (select max(seq) from audit_event where sop_run_id = '${run.id}')`,
  )
  expect(await reconcileRun(house, run.id)).toContain('in Temporal, not in Postgres')
})

test('histories of closed hosts are kept once, with their hash among the acts of the house', async () => {
  const folder = mkdtempSync(join(inject('testHome'), 'archive-'))
  const archive = { client: api.stack.client, db: house.alarmDb, folder }
  await expect.poll(() => archiveHistories(archive), { timeout: 20_000 }).toBeGreaterThan(0)
  expect(await archiveHistories(archive)).toBe(0)
  const acts = await api.db
    .selectFrom('adminEvent')
    .select(['objectId', 'after'])
    .where('action', '=', 'history.archived')
    .execute()
  const kept = acts.map(({ after }) => after as { workflowId: string; file: string; sha256: string; events: number })
  const own = kept.find(({ workflowId }) => workflowId === run.id)!
  const bytes = readFileSync(join(folder, own.file))
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(own.sha256)
  const history = JSON.parse(gunzipSync(bytes).toString()) as { events: { eventType: string }[] }
  expect(history.events).toHaveLength(own.events)
  expect(history.events[0]?.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED')
})
