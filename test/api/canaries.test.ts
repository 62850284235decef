import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import type { GiftRuns } from './gift-runs.ts'
import { giftLaunch } from './gift-runs.ts'
import type { OpenApi, RunBody } from './open-api.ts'
import { openApi } from './open-api.ts'

const phone = '13912345678'
const secret = `canary-${randomBytes(6).toString('hex')}`
const lines: string[] = []
const bodies: string[] = []

let api: OpenApi
let app: Awaited<ReturnType<typeof buildApp>>
beforeAll(async () => {
  api = await openApi({ keys: { current: 'k1', byId: new Map([['k1', randomBytes(32)]]) } })
  app = await buildApp({ ...api.deps, logger: { write: (line) => void lines.push(line) } })
})
afterAll(async () => {
  await app.close()
  await api.close()
})

const send = async <Body>(as: string | null, method: 'POST' | 'GET', url: string, payload?: object, headers = {}) => {
  const signed = as === null ? {} : { authorization: `Bearer ${await api.signIn(as)}` }
  const answer = await app.inject({
    ...{ method, url: `/api/v1${url}` },
    headers: { 'idempotency-key': randomBytes(8).toString('hex'), 'user-agent': secret, ...signed, ...headers },
    ...(payload ? { payload } : {}),
  })
  if (answer.statusCode >= 400) bodies.push(answer.body)
  return { status: answer.statusCode, body: answer.json<Body>() }
}
type Steps = Awaited<ReturnType<GiftRuns['launched']>>['steps']
const choose = (steps: Steps) => steps.find(({ stepId }) => stepId === 'gg-choose')!

/** Every text and every byte in it. */
function textIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(textIn).join('\n')
}

test('planted phones and secrets are in no log line, no history of Temporal, no attribute, no id and no error', async () => {
  const { sopId, storeId, inputs } = giftLaunch({ buyer_phone: phone })
  const launched = await send<RunBody>('cs-agent', 'POST', '/runs', { sopId, storeId, inputs })
  expect(launched.status).toBe(201)
  const { id, steps } = launched.body
  const { taskId, revision } = choose(steps)
  const text = `call ${phone} ${secret}`
  expect((await send('cs-agent', 'POST', `/runs/${id}/commands`, { type: 'comment', text })).status).toBe(200)
  await send('cs-agent', 'POST', `/tasks/${taskId}/draft`, { answers: { gift: secret, address: phone } })
  const at = choose((await send<RunBody>('cs-agent', 'GET', `/runs/${id}`)).body.steps)
  const answers = { gift: secret, cost: 100, address: `${secret} ${phone}` }
  expect(
    (await send('cs-agent', 'POST', `/tasks/${taskId}/complete`, { answers, expectedRevision: at.revision })).status,
  ).toBe(200)

  // Refused in every way: by sign-in, by form, by right, by what is not there, by a header.
  await send(null, 'POST', '/session', { email: `${phone}@demo.local`, password: secret })
  await send('cs-agent', 'POST', `/tasks/${taskId}/complete`, {
    answers: { ...answers, cost: 'x' },
    expectedRevision: revision,
  })
  await send('cs-agent', 'POST', '/runs', {
    sopId,
    storeId,
    inputs: { ...inputs, buyer_phone: `${phone}${secret.repeat(5)}` },
  })
  await send('auditor', 'POST', `/runs/${id}/commands`, { type: 'cancel', reason: text })
  await send('lead', 'GET', `/audit/events?q=${phone}`)
  await send(null, 'GET', '/me', undefined, { authorization: `Bearer ${secret}` })
  await send(null, 'GET', '/me', undefined, { cookie: `zhangfa=${secret}` })
  expect(bodies.length).toBeGreaterThanOrEqual(6)

  const { workflowId } = await api.db
    .selectFrom('sopRun')
    .select('workflowId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const handle = api.stack.client.workflow.getHandle(workflowId)
  const [history, described] = await Promise.all([handle.fetchHistory(), handle.describe()])
  const bytes = textIn(history)
  // Only sealed payloads say so; and what is looked through below is what was sent.
  expect(bytes).toContain('binary/zhangfa')
  expect(bytes.length).toBeGreaterThan(5_000)
  const places = {
    log: lines.join(''),
    errors: bodies.join(''),
    history: bytes,
    attributes: JSON.stringify([described.searchAttributes, described.memo, workflowId, described.staticSummary ?? '']),
    houseEvents: JSON.stringify(await api.stack.owner.selectFrom('adminEvent').selectAll().execute()),
    keys: JSON.stringify(
      await api.stack.owner.selectFrom('idempotency').select(['commandId', 'key', 'requestHash']).execute(),
    ),
  }
  expect(lines.length).toBeGreaterThan(10)
  for (const [place, said] of Object.entries(places)) {
    for (const canary of [phone, secret]) expect(said.includes(canary), `${canary} in ${place}`).toBe(false)
  }
  expect(places.log).not.toContain('Bearer')
})
