import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { ApprovalPairs, AuditPage, ChainPage, Sample } from '#api/contract/audit.ts'
import type { BoardPage } from '#api/contract/boards.ts'
import { firstBrokenPlace } from '#engine/history/read-chain.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftRuns } from './gift-runs.ts'
import type { OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'

type Found = z.infer<typeof AuditPage>

let api: OpenApi
let gifts: GiftRuns
let run: RunBody
let chosenAt: string
beforeAll(async () => {
  api = await openApi()
  gifts = giftRuns(api)
  run = await gifts.launched({ order_no: 'CASE-7' })
  const choose = await gifts.step(run.id, 'gg-choose')
  await gifts.complete(choose, 'cs-agent', { gift: 'mug', cost: 3000 })
  chosenAt = new Date().toISOString()
  const asked = await gifts.step(run.id, 'gg-choose')
  const answer = await api.post(`/tasks/${asked.approvals[0]?.taskId}/approve`, 'cs-lead', {
    expectedRevision: asked.revision,
    reason: 'A loyal buyer, 100% fair',
  })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  const other = await gifts.launched()
  await api.post(`/runs/${other.id}/commands`, 'lead', { type: 'cancel', reason: 'Buyer changed his mind' })
})
afterAll(() => api.close())

const found = async (query: string, as = 'auditor') => (await api.get<Found>(`/audit/events?${query}`, as)).body.items

describe('searching history', () => {
  test('by words of a reason: who approved, for which case, why', async () => {
    expect(await found('q=loyal%20BUYER')).toMatchObject([
      {
        runId: run.id,
        type: 'approval.given',
        actor: { personId: 'cs-lead', name: 'Demo cs-lead', role: 'cs-lead' },
        stepId: 'gg-choose',
        reason: 'A loyal buyer, 100% fair',
        storeId: 'douyin-shop',
        sopId: 'goodwill-gift',
      },
    ])
    expect(await found('q=100%25')).toHaveLength(1)
    expect(await found('q=100_')).toEqual([])
  })

  test('by amount in fen, at the ends too', async () => {
    const submitted = [{ type: 'step.submitted', amounts: [{ field: 'cost', fen: 3000 }] }]
    expect(await found(`type=step.submitted&amountFrom=3000&amountTo=3000`)).toMatchObject(submitted)
    expect(await found(`type=step.submitted&amountFrom=3001`)).toEqual([])
    expect(await found(`type=step.submitted&amountTo=2999`)).toEqual([])
  })

  test('by person, type, step and period', async () => {
    const types = async (query: string) => (await found(query)).map((hit) => hit.type)
    expect(await types(`runId=${run.id}&personId=cs-agent`)).toEqual(['step.submitted', 'run.launched'])
    expect(await types(`runId=${run.id}&personId=cs-agent&fromAt=${chosenAt}`)).toEqual([])
    expect(await types(`runId=${run.id}&personId=cs-agent&toAt=${run.launchedAt}`)).toEqual([])
    expect(await types('type=run.cancelled')).toEqual(['run.cancelled'])
    expect(await types(`runId=${run.id}&stepId=gg-choose&type=step.submitted`)).toEqual(['step.submitted'])
    expect(await types('storeId=tmall-flagship')).toEqual([])
  })

  test('page after page, newest first, each fact once', async () => {
    const all = await found('limit=100')
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body }: { body: Found } = await api.get<Found>(
        `/audit/events?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
        'auditor',
      )
      seen.push(...body.items.map((hit) => `${hit.runId}/${hit.seq}`))
      cursor = body.nextCursor
    }
    expect(seen).toEqual(all.map((hit) => `${hit.runId}/${hit.seq}`))
  })

  test('who may not read the store finds their own acts only, an outsider nothing', async () => {
    expect((await found('limit=100', 'cs-lead')).map((hit) => hit.type)).toEqual(['approval.given'])
    expect(await found('limit=100', 'outsider')).toEqual([])
    expect((await found('type=run.cancelled', 'lead')).length).toBe(1)
  })
})

describe('the chain', () => {
  test('can be worked out again from what is downloaded, and not after a change', async () => {
    const { body } = await api.get<z.infer<typeof ChainPage>>(`/runs/${run.id}/chain`, 'auditor')
    expect(firstBrokenPlace(body.items)).toBe(null)
    expect(body.items.at(-1)?.hash).toBe((await api.get<RunBody>(`/runs/${run.id}`, 'auditor')).body.hash)
    const forged = body.items.map((link, at) =>
      at === 2 ? { ...link, body: link.body.replace('system', 'nobody') } : link,
    )
    expect(firstBrokenPlace(forged)).toBe(3)
    expect(firstBrokenPlace(body.items.toSpliced(1, 1))).toBe(2)
  })
})

test('a run as it stood: before the approval it was submitted, before the launch it was not there', async () => {
  const before = await api.get<RunBody>(`/runs/${run.id}?at=${chosenAt}`, 'auditor')
  expect(before.body.steps.find((step) => step.stepId === 'gg-choose')).toMatchObject({ status: 'submitted' })
  expect(before.body.commands).toEqual([])
  const now = await api.get<RunBody>(`/runs/${run.id}`, 'auditor')
  const later = await api.get<RunBody>(`/runs/${run.id}?at=2030-01-01T00:00:00Z`, 'auditor')
  expect(later.body.hash).toBe(now.body.hash)
  expect((await api.get(`/runs/${run.id}?at=2020-01-01T00:00:00Z`, 'auditor')).status).toBe(404)
})

test('the board as it stood: what was under way then, with what was open then', async () => {
  const then = async (at: string, as = 'auditor') =>
    (await api.get<z.infer<typeof BoardPage>>(`/boards/then?at=${encodeURIComponent(at)}`, as)).body.items
  const [line] = await then(chosenAt)
  expect(line).toMatchObject({
    id: run.id,
    status: 'running',
    open: 1,
    now: [{ stepId: 'gg-choose', role: 'cs-lead' }],
  })
  const now = await then(new Date().toISOString())
  // The next level decides now.
  expect(now.find(({ id }) => id === run.id)?.now.map(({ role }) => role)).not.toContain('cs-lead')
  expect(await then('2020-01-01T00:00:00Z')).toEqual([])
  expect(await then(chosenAt, 'outsider')).toEqual([])
})

test('requesters and approvers in pairs', async () => {
  const period = `fromAt=2020-01-01T00:00:00Z&toAt=2040-01-01T00:00:00Z`
  const pairs = await api.get<z.infer<typeof ApprovalPairs>>(`/audit/approvals?${period}`, 'auditor')
  expect(pairs.body.items).toMatchObject([
    {
      requester: { personId: 'cs-agent', name: 'Demo cs-agent' },
      approver: { personId: 'cs-lead' },
      approved: 1,
      rejected: 0,
      samePerson: false,
      mutual: false,
      lastRunId: run.id,
    },
  ])
  expect((await api.get(`/audit/approvals?${period}`, 'cs-agent')).status).toBe(403)
})

describe('samples', () => {
  const draw = (as: string, more: object = {}) => {
    const period = { fromAt: '2020-01-01T00:00:00Z', toAt: new Date().toISOString() }
    return api.post<z.infer<typeof Sample>>('/audit/samples', as, {
      storeId: 'douyin-shop',
      sopId: 'goodwill-gift',
      seed: 'dice 4711',
      size: 3,
      ...period,
      ...more,
    })
  }

  test('the same seed draws the same runs in the same order, another seed others', async () => {
    for (let runs = 0; runs < 5; runs += 1) {
      const more = await gifts.launched()
      await api.post(`/runs/${more.id}/commands`, 'lead', { type: 'cancel', reason: 'test' })
    }
    const [first, second, other] = [await draw('auditor'), await draw('auditor'), await draw('auditor', { seed: 'y' })]
    expect(first).toMatchObject({ status: 201, body: { population: 6, size: 3, noted: 0 } })
    const runs = (answer: typeof first) => answer.body.items.map((item) => item.runId)
    expect(runs(second)).toEqual(runs(first))
    expect(runs(other)).not.toEqual(runs(first))
  })

  test('only auditors draw; a finding needs words; signed when all are seen; then it stands', async () => {
    expect((await draw('lead')).status).toBe(403)
    expect(await draw('auditor', { toAt: '2040-01-01T00:00:00Z' })).toMatchObject({ status: 400 })
    const { body } = await draw('auditor', { size: 2 })
    const url = `/audit/samples/${body.id}`
    const note = (n: number, verdict: string, text: string) =>
      api.post(`${url}/items/${n}`, 'auditor', { verdict, note: text })
    expect(await note(1, 'finding', '')).toMatchObject({ status: 422, body: { code: 'REASON_NEEDED' } })
    expect(await note(1, 'finding', 'no photo')).toMatchObject({ status: 200, body: { noted: 1, findings: 1 } })
    const sign = () => api.post(`${url}/sign`, 'auditor', { conclusion: 'One of two lacks a photo.' })
    expect(await sign()).toMatchObject({ status: 409, body: { code: 'SAMPLE_OPEN' } })
    expect((await note(2, 'ok', '')).status).toBe(200)
    expect(await sign()).toMatchObject({ status: 200, body: { signedBy: 'auditor' } })
    expect(await note(2, 'finding', 'late idea')).toMatchObject({ status: 409, body: { code: 'SAMPLE_SIGNED' } })
    expect((await api.get(url, 'lead')).status).toBe(200)
    expect((await api.get(url, 'cs-agent')).status).toBe(404)
    const acts = await api.stack.owner
      .selectFrom('adminEvent')
      .select('action')
      .where('objectId', '=', body.id)
      .orderBy('id')
      .execute()
    expect(acts.map((act) => act.action)).toEqual(['sample.drawn', 'sample.noted', 'sample.noted', 'sample.signed'])
  })
})
