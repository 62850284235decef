import { createHash, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { EventPageBody, OpenApi, RunBody, TaskBody } from './open-api.ts'
import { openApi } from './open-api.ts'
import { smallPng as png } from './small-png.ts'

let api: OpenApi
let gifts: GiftRuns
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
})
afterAll(() => api.close())

const sha256 = createHash('sha256').update(png).digest('hex')

/** One file in a form, sent as a browser sends it. */
async function upload(
  taskId: string,
  bytes: Buffer,
  { part = 'file', name = 'a.jpg', key = String(randomUUID()) } = {},
) {
  const boundary = `b${randomUUID()}`
  const disposition = `Content-Disposition: form-data; name="${part}"; filename="${name}"`
  const head = `--${boundary}\r\n${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`
  const response = await api.app.inject({
    method: 'POST',
    url: `/api/v1/tasks/${taskId}/evidence`,
    headers: {
      authorization: `Bearer ${await api.signIn('cs-agent')}`,
      'idempotency-key': key,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return { status: response.statusCode, body: response.json<{ id: string }>() }
}

function sized(width: number, height: number): Buffer {
  const picture = Buffer.from(png)
  picture.writeUInt32BE(width, 16)
  picture.writeUInt32BE(height, 20)
  return picture
}

describe('files', () => {
  test('a picture is kept by its hash, bound to the history, and comes back byte for byte', async () => {
    const run = await gifts.launched()
    const { taskId } = await gifts.step(run.id, 'gg-choose')
    const key = randomUUID()
    const name = '照片 1.png'
    const kept = await upload(taskId, png, { name: `../../${name}`, key })
    const about = { runId: run.id, stepId: 'gg-choose', name, mediaType: 'image/png', bytes: png.length, sha256 }
    expect(kept).toMatchObject({ status: 201, body: about })
    expect(await upload(taskId, png, { name: `../../${name}`, key })).toEqual(kept)
    const events = await api.get<EventPageBody>(`/runs/${run.id}/events?type=evidence.added`, 'auditor')
    expect(events.body.items).toMatchObject([{ data: { evidenceId: kept.body.id, sha256 } }])

    const headers = { authorization: `Bearer ${await api.signIn('auditor')}` }
    const bytes = await api.app.inject({ method: 'GET', url: `/api/v1/evidence/${kept.body.id}`, headers })
    expect(createHash('sha256').update(bytes.rawPayload).digest('hex')).toBe(sha256)
    expect(bytes.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    expect(bytes.headers['x-content-type-options']).toBe('nosniff')
    expect((await api.get(`/evidence/${kept.body.id}`, 'outsider')).status).toBe(404)
  })

  test('an answer may only name files of its own run', async () => {
    const run = await gifts.launched()
    const before = await gifts.step(run.id, 'gg-choose')
    const kept = await upload(before.taskId, png)
    const answers = { gift: 'mug', cost: 100, photos: [randomUUID()] }
    const errors = [{ pointer: '/answers/photos/0', code: 'EVIDENCE_UNKNOWN' }]
    const unknown = await gifts.complete(before, 'cs-agent', answers)
    expect(unknown).toMatchObject({ status: 400, body: { code: 'EVIDENCE_UNKNOWN', errors } })
    const { body } = await api.get<TaskBody>(`/tasks/${before.taskId}`, 'cs-agent')
    expect(body.evidence).toMatchObject([{ id: kept.body.id }])
    const now = await gifts.step(run.id, 'gg-choose')
    expect((await gifts.complete(now, 'cs-agent', { ...answers, photos: [kept.body.id] })).status).toBe(200)
  })

  test.each<[string, Buffer, string, number, string]>([
    ['HTML named jpg', Buffer.from('<html><script>alert(1)</script></html>'), 'file', 415, 'CONTENT_MISMATCH'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file', 415, 'CONTENT_MISMATCH'],
    ['a program', Buffer.from('MZ\u0090\u0000'), 'file', 415, 'CONTENT_MISMATCH'],
    ['nothing', Buffer.alloc(0), 'file', 415, 'CONTENT_MISMATCH'],
    ['a picture of 50,000 × 50,000', sized(50_000, 50_000), 'file', 413, 'PIXELS'],
    ['a part of another name', png, 'upload', 400, 'MULTIPART'],
  ])('%s is refused and leaves nothing behind', async (_name, bytes, part, status, code) => {
    const run = await gifts.launched()
    const { taskId } = await gifts.step(run.id, 'gg-choose')
    const before = await readdir(api.evidenceFolder)
    expect(await upload(taskId, bytes, { part })).toMatchObject({ status, body: { code } })
    expect(await readdir(api.evidenceFolder)).toEqual(before)
  })
})

describe('personal data', () => {
  const phone = '13900001111'
  const phoneOf = async (runId: string, as: string) =>
    (await api.get<RunBody>(`/runs/${runId}`, as)).body.inputs['buyer_phone']

  test('are sealed before history sees them, open to those on the case, masked for others', async () => {
    const run = await gifts.launched({ buyer_phone: phone })
    const row = await api.db.selectFrom('sopRun').select('inputs').where('id', '=', run.id).executeTakeFirstOrThrow()
    expect(JSON.stringify(row.inputs)).not.toContain(phone)
    expect(run.inputs['buyer_phone']).toBe(phone)
    expect(await phoneOf(run.id, 'warehouse')).toBe(phone)
    expect(await phoneOf(run.id, 'auditor')).toBe('•••')
    const events = await api.get(`/runs/${run.id}/events`, 'auditor')
    expect(JSON.stringify(events.body)).not.toContain(phone)
  })

  test('cannot be read by anyone once their key is gone; the history stays whole', async () => {
    const run = await gifts.launched({ buyer_phone: phone })
    await api.stack.owner.deleteFrom('subjectKey').where('sopRunId', '=', run.id).execute()
    // Another process: this one may still hold the key in memory for a while.
    const app = await buildApp({ ...api.deps, strictAnswers: true })
    const headers = { authorization: `Bearer ${await api.signIn('lead')}` }
    const shown = await app.inject({ method: 'GET', url: `/api/v1/runs/${run.id}`, headers })
    expect(shown.json<RunBody>()).toMatchObject({ hash: run.hash, inputs: { buyer_phone: null } })
    await app.close()
  })
})
