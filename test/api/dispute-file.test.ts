import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jsonParameter } from '#db/json-parameter.ts'
import { chainHash, firstHash } from '#engine/history/chain.ts'
import type { RunEvent } from '#engine/model/run-event.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'
import { smallPng } from './small-png.ts'

let api: OpenApi
let run: RunBody
beforeAll(async () => {
  api = await openApi()
  const gifts = giftRuns(api)
  run = await gifts.launched({ order_no: 'DISPUTE-1', buyer_phone: '13800001111' })
  const choose = await gifts.step(run.id, 'gg-choose')
  const photo = await upload(choose.taskId)
  const answers = { gift: '<b>mug</b>', cost: 3000, photos: [photo], address: '杭州市西湖区 1 号' }
  await gifts.complete(choose, 'cs-agent', answers)
  const asked = await gifts.step(run.id, 'gg-choose')
  const body = { expectedRevision: asked.revision, reason: 'fair' }
  await api.post(`/tasks/${asked.approvals[0]?.taskId}/approve`, 'cs-lead', body)
  await parcel()
})
afterAll(() => api.close())

async function upload(taskId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([smallPng], { type: 'image/png' }), '照片 1.png')
  const encoded = new Response(form)
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/v1/tasks/${taskId}/evidence`,
    headers: {
      authorization: `Bearer ${await api.signIn('cs-agent')}`,
      'idempotency-key': 'photo-1',
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
  return answer.json<{ id: string }>().id
}

async function parcel(): Promise<void> {
  const scans = jsonParameter([{ at: '2026-11-20T02:00:00Z', place: '杭州', text: '已揽收' }])
  const sent = { storeId: 'douyin-shop', waybill: 'SF99', carrier: '顺丰', direction: 'outbound' as const }
  await api.stack.owner
    .insertInto('parcel')
    .values({ ...sent, orderNo: 'DISPUTE-1', scans })
    .execute()
}

async function taken(as: string, query = '') {
  const answer = await api.app.inject({
    url: `/api/v1/runs/${run.id}/dispute-file${query}`,
    headers: { authorization: `Bearer ${await api.signIn(as)}` },
  })
  return { status: answer.statusCode, files: answer.statusCode === 200 ? unzipSync(answer.rawPayload) : {} }
}

test('one zip holds timeline, pictures, parcels, approvals and hashes that can be worked out again', async () => {
  const { status, files } = await taken('auditor')
  expect(status).toBe(200)
  expect(Object.keys(files).toSorted()).toEqual([
    'approvals.json',
    'events.json',
    'evidence.json',
    'evidence/01-照片_1.png',
    'index.html',
    'logistics.json',
    'manifest.json',
    'playbook.yaml',
    'run.json',
  ])
  const json = (name: string): unknown => JSON.parse(strFromU8(files[name]!))
  const events = json('events.json') as { body: string; hash: string }[]
  let previous = firstHash
  for (const { body, hash } of events) {
    expect(createHash('sha256').update(`${previous}\n${body}`).digest('hex')).toBe(hash)
    expect(chainHash(previous, JSON.parse(body) as RunEvent)).toBe(hash)
    previous = hash
  }
  const manifest = json('manifest.json') as { lastHash: string; files: { name: string; sha256: string }[] }
  expect(manifest).toMatchObject({ lastHash: previous, chainHolds: true, missing: [], madeBy: 'Demo auditor' })
  for (const { name, sha256 } of manifest.files) {
    expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(sha256)
  }
  expect(manifest.files).toContainEqual(expect.objectContaining({ name: 'evidence/01-照片_1.png', asUploaded: true }))
  expect(json('approvals.json')).toMatchObject([{ by: 'cs-lead', decision: 'approved', reason: 'fair' }, {}])
  expect(json('logistics.json')).toMatchObject([{ waybill: 'SF99', scans: [{ text: '已揽收' }] }])
})

test('the page reads without anything else, hides what is personal from an auditor, and lets nothing run', async () => {
  const page = strFromU8((await taken('auditor')).files['index.html']!)
  expect(page).toContain('记录完整')
  expect(page).toContain('Demo cs-lead')
  expect(page).toContain('¥30.00')
  expect(page).toContain('&#60;b&#62;mug')
  expect(page).not.toContain('<b>mug')
  expect(page).toContain('•••')
  expect(page).not.toContain('西湖区')
  expect(page).not.toContain('13800001111')
  const english = strFromU8((await taken('lead', '?language=en')).files['index.html']!)
  expect(english).toContain('The record is whole')
  expect(english).toContain('西湖区')
})

test('taking one is noted; staff may not, and outsiders know no such run', async () => {
  expect((await taken('cs-agent')).status).toBe(403)
  expect((await taken('outsider')).status).toBe(404)
  const noted = await api.stack.owner
    .selectFrom('adminEvent')
    .select(['personId', 'objectId'])
    .where('action', '=', 'disputeFile.taken')
    .where('personId', '=', 'lead')
    .execute()
  expect(noted).toEqual([{ personId: 'lead', objectId: run.id }])
})
