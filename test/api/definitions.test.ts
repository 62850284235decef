import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Definition, DefinitionReport } from '#api/contract/definitions.ts'
import type { PlayedShape, RehearsalShape } from '#api/contract/rehearsals.ts'
import type { OpenApi, RunPageBody } from './open-api.ts'
import { openApi } from './open-api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ worker: false })
})
afterAll(() => api.close())

const playbook = readFileSync('test/api/playbooks/goodwill-gift.yaml', 'utf8')
const send = <Body>(url: string, yaml: string, as = 'lead') =>
  api.ask<Body>('POST', url, { as, body: yaml, headers: { 'content-type': 'application/yaml' } })
const check = (yaml: string) => send<z.infer<typeof DefinitionReport>>('/definitions/check', yaml)

describe('definitions', () => {
  test('a check answers every finding with its line; nothing is kept', async () => {
    const about = { ok: true, sop: 'goodwill-gift', version: '1.0.0', findings: [] }
    expect(await check(playbook)).toMatchObject({ status: 200, body: about })
    const { body } = await check(playbook.replace('due: gg-choose + 1d', 'due: gg-chose + 1d'))
    expect(body).toMatchObject({ ok: false, findings: [{ severity: 'error', code: 'UNKNOWN_STEP', line: 50 }] })
  })

  test.each<[string, string, number, string]>([
    ['a thousand brackets', '['.repeat(1000) + ']'.repeat(1000), 400, 'DEFINITION_TOO_DEEP'],
    ['300 KB', `sop: ${'x'.repeat(300_000)}`, 413, 'DEFINITION_TOO_LARGE'],
    ['nothing', '# only a remark', 400, 'EMPTY'],
    ['two documents', `${playbook}---\n${playbook}`, 400, 'MULTIPLE_DOCUMENTS'],
  ])('%s is no definition, twice', async (_name, text, status, code) => {
    for (let times = 0; times < 2; times += 1) expect(await check(text)).toMatchObject({ status, body: { code } })
  })

  test('a draft is saved, published by an admin, and then stands for ever', async () => {
    const next = playbook.replace('version: 1.0.0', 'version: 1.1.0')
    const draft = await send<z.infer<typeof Definition>>('/definitions', next)
    const saved = { sopId: 'goodwill-gift', version: '1.1.0', status: 'draft', createdBy: 'lead' }
    expect(draft).toMatchObject({ status: 201, body: saved })
    const publish = (as: string) => api.post(`/definitions/${draft.body.id}/publish`, as, {})
    expect(await publish('lead')).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } })
    expect(await publish('admin')).toMatchObject({ status: 200, body: { status: 'published', publishedBy: 'admin' } })

    const listed = { id: 'goodwill-gift', version: '1.1.0', mayStartIn: ['douyin-shop', 'tmall-flagship'] }
    expect((await api.get('/sops', 'cs-agent')).body).toMatchObject({ items: [listed] })
    const versions = [{ version: '1.1.0' }, { version: '1.0.0' }]
    expect((await api.get('/sops/goodwill-gift', 'designer')).body).toMatchObject({ mayStartIn: [], versions })
    const first = await api.get('/sops/goodwill-gift/versions/1.0.0', 'lead')
    expect(first.body).toMatchObject({ version: '1.0.0', anchors: [{ name: 't0', field: 'asked_at' }] })

    const changed = await send('/definitions', next.replace('Choose a gift below the limit', 'Choose any gift'))
    expect(changed).toMatchObject({ status: 409, body: { code: 'VERSION_EXISTS' } })
    const wrong = await send('/definitions', next.replace('after: [', 'after: [').replace('+ 1d', '+ 1q'))
    expect(wrong.status).toBe(400)
  })
})

describe('rehearsals', () => {
  const inputs = { order_no: 'R1', platform: 'tmall', order_paid: 9900, asked_at: '2027-03-10T10:00:00+08:00' }
  const startAt = '2027-03-10T10:00:00+08:00'

  test('a dated plan says when each step would fall due; nothing starts', async () => {
    const request = { storeId: 'douyin-shop', inputs, startAt }
    const url = '/sops/goodwill-gift/rehearsals'
    const { status, body } = await api.post<z.infer<typeof RehearsalShape>>(url, 'cs-agent', request)
    expect({ status, anchors: body.anchors }).toEqual({ status: 200, anchors: { t0: '2027-03-10T02:00:00.000Z' } })
    expect(body.steps.map((step) => [step.stepId, step.dueAt])).toEqual([
      ['gg-choose', '2027-03-10T04:00:00.000Z'],
      ['gg-send', '2027-03-11T04:00:00.000Z'],
      ['gg-arrived', '2027-03-18T04:00:00.000Z'],
    ])
    expect((await api.get<RunPageBody>('/runs', 'lead')).body.items).toEqual([])
  })

  test('a play runs on virtual time: acts, refusals, outcome', async () => {
    const at = (day: number, clock: string) => `2027-03-${day}T${clock}:00+08:00`
    const choose = { by: 'cs-agent', stepId: 'gg-choose', command: 'complete' }
    const acts = [
      { at: at(10, '10:30'), ...choose, answers: { gift: 'vase', cost: 20000 } },
      { at: at(10, '10:31'), ...choose, answers: { gift: 'mug', cost: 3000 } },
      { at: at(10, '11:00'), by: 'cs-lead', stepId: 'gg-choose', command: 'approve' },
      { at: at(10, '12:00'), by: 'store-manager', stepId: 'gg-choose', command: 'approve' },
      { at: at(10, '16:00'), by: 'warehouse', stepId: 'gg-send', command: 'complete', answers: { waybill: 'SF1' } },
      { at: at(12, '09:00'), event: { type: 'parcel.received', key: 'SF1' } },
    ]
    const request = { sopId: 'goodwill-gift', inputs, startAt, acts }
    const { body } = await api.post<z.infer<typeof PlayedShape>>('/rehearsals/play', 'cs-agent', request)
    expect(body).toMatchObject({ outcome: 'sent', status: 'completed', record: { cost_fen: 3000 } })
    const errors = [{ pointer: '/answers/cost', code: 'R-GIFT' }, { code: 'REASON_NEEDED' }]
    expect(body.refusals).toMatchObject([{ at: '2027-03-10T02:30:00.000Z', code: 'FORM_BLOCKED', errors }])
    expect(body.steps.map((step) => [step.stepId, step.status, step.dueAt, step.completedAt])).toEqual([
      ['gg-choose', 'done', '2027-03-10T04:00:00.000Z', '2027-03-10T04:00:00.000Z'],
      ['gg-send', 'done', '2027-03-11T04:00:00.000Z', '2027-03-10T08:00:00.000Z'],
      ['gg-arrived', 'done', '2027-03-17T08:00:00.000Z', '2027-03-12T01:00:00.000Z'],
    ])
  })
})
