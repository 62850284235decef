import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import type { Verdict } from '#api/contract/audit-proofs.ts'
import { Sealing } from '#audit/keep-sealing.ts'
import { openSigningKey } from '#audit/keys.ts'
import { publishKey } from '#audit/places.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { raiseAlarm } from '#db/writes/note-alarm.ts'
import { askPython, askScript } from '../audit/tampering/verifiers.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'

type Found = z.infer<typeof Verdict>

let api: OpenApi
let run: RunBody
let sealerDb: Database
let seal: () => Promise<void>
const key = openSigningKey(Buffer.alloc(32, 21), 'log')

beforeAll(async () => {
  api = await openApi()
  const gifts = giftRuns(api)
  run = await gifts.launched({ order_no: 'PROOF-1' })
  await gifts.complete(await gifts.step(run.id, 'gg-choose'), 'cs-agent', { gift: 'mug', cost: 3000 })
  await gifts.launched({ order_no: 'PROOF-2' })
  sealerDb = openDatabase(api.stack.urls.sealerUrl, { applicationName: 'zhangfa test', maxConnections: 2 })
  const { home, folders } = api.deps.auditPlaces!
  publishKey(home, key)
  seal = () => new Sealing({ db: sealerDb, key, folders, witness: null, report: () => undefined }).turn()
  await seal()
})
afterAll(async () => {
  await sealerDb.destroy()
  await api.close()
})

const verify = async (as: string, body: object = {}) => (await api.post<Found>('/audit/verify', as, body)).body

async function exported(query: string, as = 'auditor'): Promise<string> {
  const answer = await api.app.inject({
    url: `/api/v1/audit/export${query}`,
    headers: { authorization: `Bearer ${await api.signIn(as)}` },
  })
  expect(answer.statusCode).toBe(200)
  const folder = mkdtempSync(join(inject('testHome'), 'export-'))
  for (const [name, bytes] of Object.entries(unzipSync(answer.rawPayload))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return folder
}

test('the whole log holds, here and outside; how far it is sealed is told', async () => {
  const found = await verify('auditor')
  expect(found).toMatchObject({ verdict: 'whole', faults: [], runs: 2, places: [{ name: 'notes', state: 'agrees' }] })
  expect(found.places[0]?.lastSize).toBe(found.sealed)
  expect(found.seal).toMatchObject({ origin: key.name, size: found.sealed, unsealed: 0, lagSeconds: null, alarms: [] })
  expect(await verify('lead', { runId: run.id })).toMatchObject({ verdict: 'whole', runs: 1, acts: 0 })
  expect(await verify('lead', { storeId: 'douyin-shop' })).toMatchObject({ verdict: 'whole', runs: 2 })
})

test('an export holds for both verifiers: the whole log, a store, one run', async () => {
  const folders = [await exported(''), await exported('?storeId=douyin-shop'), await exported(`?runId=${run.id}`)]
  const known = { known: [join(api.deps.auditPlaces!.folders[0]!)], keys: [key.verifier] }
  const { verdicts, code } = await askPython(folders, known)
  expect(code, JSON.stringify(verdicts.map(({ problems }) => problems))).toBe(0)
  for (const [index, folder] of folders.entries()) expect(await askScript(folder, known)).toEqual(verdicts[index])
  expect(verdicts).toMatchObject([{ runs: 2 }, { runs: 2, others: 0, house: 0 }, { runs: 1, others: 0 }])
  expect(verdicts[0]!.events + verdicts[0]!.house + verdicts[0]!.others).toBe(
    verdicts[0]!.sealed + verdicts[0]!.unsealed,
  )
})

test('who may not read a store’s acts of the house gets them by hash; the rest stays provable', async () => {
  await seal()
  const folder = await exported('', 'lead')
  const verdict = await askScript(folder)
  expect(verdict).toMatchObject({ problems: [], house: 0 })
  expect(verdict.others).toBeGreaterThan(0)
  const period = await exported('?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z')
  expect(await askScript(period)).toMatchObject({ problems: [], events: 0, house: 0 })
})

test('taking one is noted, and becomes part of the log', async () => {
  const taken = await api.stack.owner
    .selectFrom('adminEvent')
    .select(['personId', 'objectType'])
    .where('action', '=', 'history.exported')
    .execute()
  expect(taken).toContainEqual({ personId: 'auditor', objectType: 'run' })
  expect((await api.get<Found['seal']>('/audit/seal', 'auditor')).body.unsealed).toBe(2)
  await seal()
  expect((await api.get<Found['seal']>('/audit/seal', 'auditor')).body).toMatchObject({ unsealed: 0 })
})

test('alarms stand until they are cleared, and staff may not ask', async () => {
  await raiseAlarm(sealerDb, 'witness', 'The witness does not sign.')
  expect((await verify('auditor')).seal.alarms).toMatchObject([{ kind: 'witness', says: 'The witness does not sign.' }])
  expect((await api.ask('GET', '/readyz')).body).toMatchObject({
    parts: { history: { ok: false, detail: 'alarms: witness' } },
  })
  expect((await api.get('/audit/seal', 'cs-agent')).status).toBe(403)
  expect((await api.post('/audit/verify', 'cs-agent', {})).status).toBe(403)
  expect((await api.get('/audit/export', 'cs-agent')).status).toBe(403)
  expect((await api.post('/audit/verify', 'outsider', { runId: run.id })).status).toBe(404)
})
