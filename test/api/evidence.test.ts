import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import { nameOf } from '#api/evidence/store.ts'
import { keepEvidence } from '#db/door/keep-evidence.ts'
import { sweepEvidence } from '#db/door/sweep-evidence.ts'
import { exif, jpeg, xmp } from './evidence/media.ts'
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

interface Sent {
  part?: string
  name?: string
  key?: string
  as?: string
  /** The body of the form instead of one that holds the file once. */
  form?: (boundary: string, part: Buffer) => Buffer
}

const once = (boundary: string, part: Buffer) => Buffer.concat([part, Buffer.from(`--${boundary}--\r\n`)])

/** One file in a form, sent as a browser sends it. */
async function upload(taskId: string, bytes: Buffer, sent: Sent = {}) {
  const { part = 'file', name = 'a.jpg', key = String(randomUUID()), as = 'cs-agent', form = once } = sent
  const boundary = `b${randomUUID()}`
  const disposition = `Content-Disposition: form-data; name="${part}"; filename="${name}"`
  const head = `--${boundary}\r\n${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`
  const response = await api.app.inject({
    method: 'POST',
    url: `/api/v1/tasks/${taskId}/evidence`,
    headers: {
      authorization: `Bearer ${await api.signIn(as)}`,
      'idempotency-key': key,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: form(boundary, Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')])),
  })
  return { status: response.statusCode, body: response.json<Kept>() }
}

type Kept = NonNullable<TaskBody['evidence'][number]>

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

  test('what is no picture, and forms that are not whole, are refused and leave nothing behind', async () => {
    const run = await gifts.launched()
    const { taskId } = await gifts.step(run.id, 'gg-choose')
    const before = await readdir(api.evidenceFolder)
    const refused = async (bytes: Buffer, sent: Sent) => {
      const { status, body } = await upload(taskId, bytes, sent)
      return `${status} ${(body as unknown as { code: string }).code}`
    }
    const many = (boundary: string, part: Buffer) =>
      once(boundary, Buffer.concat([part, Buffer.from(`--${boundary}\r\nx: y\r\n\r\n\r\n`.repeat(10_000))]))
    const twice = (boundary: string, part: Buffer) => once(boundary, Buffer.concat([part, part]))
    expect(await refused(Buffer.from('<html><script>alert(1)</script></html>'), {})).toBe('415 CONTENT_MISMATCH')
    expect(await refused(Buffer.from('PK\u0003\u0004'), { name: 'table.xlsx' })).toBe('422 ARCHIVE_REFUSED')
    expect(await refused(sized(50_000, 50_000), {})).toBe('413 PIXELS')
    expect(await refused(png, { part: 'upload' })).toBe('400 MULTIPART')
    expect(await refused(png, { form: twice })).toBe('400 MULTIPART')
    expect(await refused(png, { form: many })).toBe('400 MULTIPART')
    expect(await refused(png, { form: (_boundary, part) => part })).toBe('400 MULTIPART')
    expect(await refused(png, { form: (_boundary, part) => part.subarray(0, 60) })).toBe('400 MULTIPART')
    expect(await readdir(api.evidenceFolder)).toEqual(before)
  })

  test('a picture sent on by a messenger is known again: in the store by its run, of another store only that it is', async () => {
    const place = '31.23N 121.47E'
    const first = await gifts.launched()
    const photo = jpeg([exif(6, place)], { seed: 77 })
    const kept = await upload((await gifts.step(first.id, 'gg-choose')).taskId, photo)
    expect(kept.body).toMatchObject({ seenBefore: null, bytes: jpeg([exif(6, '')], { seed: 77 }).length })
    const sentOn = jpeg([xmp(place)], { seed: 77 })

    const second = await gifts.launched()
    const { taskId } = await gifts.step(second.id, 'gg-choose')
    const again = await upload(taskId, sentOn)
    expect(again.body.seenBefore).toEqual({ sameStore: true, otherStore: false, runs: [] })
    const other = await gifts.launchedIn('tmall-flagship')
    const elsewhere = await upload((await gifts.step(other.id, 'gg-choose')).taskId, sentOn)
    expect(elsewhere.body.seenBefore).toEqual({ sameStore: false, otherStore: true, runs: [] })

    const shown = (await api.get<TaskBody>(`/tasks/${taskId}`, 'auditor')).body.evidence
    expect(shown).toMatchObject([{ seenBefore: { sameStore: true, otherStore: true } }])
    expect(shown[0]?.seenBefore?.runs.toSorted()).toEqual([first.id, other.id].toSorted())
    const found = await api.get<{ items: { runId: string }[] }>('/audit/events?seenBefore=true', 'auditor')
    expect(found.body.items.map(({ runId }) => runId).slice(0, 2)).toEqual([other.id, second.id])
    const events = await api.get<EventPageBody>(`/runs/${second.id}/events?type=evidence.added`, 'lead')
    expect(events.body.items).toMatchObject([{ data: { seenBefore: { runs: [first.id], otherStore: false } } }])
    expect(JSON.stringify(await api.db.selectFrom('auditEvent').select('body').execute())).not.toContain(place)
  })

  test('a proof that is asked for holds the step up; one of another run or store is no proof', async () => {
    const asked = readFileSync('test/api/playbooks/goodwill-gift.yaml', 'utf8')
      .replace('sop: goodwill-gift', 'sop: proven-gift')
      .replace('accept: [img], required: false', 'accept: [img], min: 1')
    const headers = { 'content-type': 'application/yaml' }
    const draft = await api.ask<{ id: string }>('POST', '/definitions', { as: 'lead', body: asked, headers })
    expect((await api.post(`/definitions/${draft.body.id}/publish`, 'admin', {})).status).toBe(200)
    const [run, other] = [await gifts.launched({}, 'proven-gift'), await gifts.launchedIn('tmall-flagship')]
    const theirs = await upload((await gifts.step(other.id, 'gg-choose')).taskId, png)
    const step = await gifts.step(run.id, 'gg-choose')
    const completed = async (photos?: string[]) => {
      const { status, body } = await gifts.complete(step, 'cs-agent', {
        gift: 'mug',
        cost: 100,
        photos: photos ?? null,
      })
      return `${status} ${(body as unknown as { code?: string }).code ?? ''}`
    }
    expect(await completed()).toBe('422 FORM_BLOCKED')
    expect(await completed([theirs.body.id])).toBe('400 EVIDENCE_UNKNOWN')
    const own = await upload(step.taskId, png)
    const now = await gifts.step(run.id, 'gg-choose')
    const answers = { gift: 'mug', cost: 100, photos: [own.body.id] }
    expect((await gifts.complete(now, 'cs-agent', answers)).status).toBe(200)
  })

  test('a file no history took up goes after a day; one that history names stays, whoever asks', async () => {
    const run = await gifts.launched()
    const bytes = jpeg([], { seed: 99 })
    const kept = await upload((await gifts.step(run.id, 'gg-choose')).taskId, bytes)
    const path = nameOf(kept.body.sha256)
    const orphan = { id: randomUUID(), sopRunId: run.id, stepKey: 'gg-choose', fileName: 'a', mediaType: 'image/png' }
    const more = { bytes: 1, pictureSha256: 'x', personId: 'cs-agent' }
    await keepEvidence(api.db, { ...orphan, ...more, sha256: kept.body.sha256, path })
    await keepEvidence(api.db, { ...orphan, ...more, id: randomUUID(), sha256: 'ab0', path: nameOf('ab0') })
    const swept: string[] = []
    const sweep = (hours: number) =>
      sweepEvidence(
        api.db,
        new Date(Date.now() + hours * 3_600_000).toISOString(),
        async (gone) => void swept.push(gone),
      )
    expect(await sweep(23)).toBe(0)
    expect(await sweep(25)).toBe(2)
    expect(swept).toEqual([nameOf('ab0')])
    await expect(api.db.deleteFrom('evidence').where('id', '=', kept.body.id).execute()).rejects.toThrow(
      /delete is refused/,
    )
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
