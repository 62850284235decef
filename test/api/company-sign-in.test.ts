import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

/** Who sits at the provider, and what it says of them. */
let account = { sub: 'c-1', email: 'lead@demo.local', email_verified: true }
let api: OpenApi
let app: Awaited<ReturnType<typeof buildApp>>
let issuer: string
let house: string
const server = createServer((request, response) => void serve?.(request, response))
let serve: ReturnType<Provider['callback']> | undefined

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  house = 'https://shop.example'
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: 'zhangfa', client_secret: 'company-secret', grant_types: ['authorization_code'] },
        ...{ response_types: ['code'], redirect_uris: [`${house}/api/v1/session/company/return`] },
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/enter/${interaction.uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...account, sub }) }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client!.clientId,
        accountId: context.oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  serve = async (request, response) => {
    // Whoever comes to the form has typed the company's password already.
    if (request.url?.startsWith('/enter/'))
      await provider.interactionFinished(request, response, { login: { accountId: account.sub } })
    else await answer(request, response)
  }
  api = await openApi({ worker: false })
  const oidc = { issuer, clientId: 'zhangfa', clientSecret: 'company-secret', allowHttp: true }
  const messages = { publicUrl: house, mail: null, allowInner: true }
  app = await buildApp({ ...api.deps, messages, oidc })
})
afterAll(async () => {
  await app.close()
  await api.close()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  account = { sub: 'c-1', email: 'lead@demo.local', email_verified: true }
})

/** A browser that follows the provider's redirects until it is sent back to the house. @returns that address. */
async function through(address: string): Promise<string> {
  const jar = new Map<string, string>()
  for (let at = address; ;) {
    if (at.startsWith(house)) return at.slice(house.length)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to === null) throw new Error(`stays at ${at}: ${answer.status} ${await answer.text()}`)
    at = new URL(to, at).href
  }
}

async function leave(next = '/inbox') {
  const answer = await app.inject(`/api/v1/session/company?next=${encodeURIComponent(next)}`)
  const kept = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  return { status: answer.statusCode, address: String(answer.headers.location), kept }
}
const comeBack = (url: string, cookie: string) => app.inject({ url, headers: { cookie } })

test('somebody of the company comes in as who they are, by PKCE, with state and nonce, to where they wanted to be', async () => {
  const { status, address, kept } = await leave()
  expect(status).toBe(302)
  const asked = new URL(address).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)?.length).toBeGreaterThan(20)
  const back = await comeBack(await through(address), kept)
  expect([back.statusCode, back.headers.location]).toEqual([302, '/inbox'])
  const session = [back.headers['set-cookie']].flat().find((set) => set?.startsWith('zhangfa='))
  const me = await app.inject({ url: '/api/v1/me', headers: { cookie: session?.split(';')[0] ?? '' } })
  expect(me.json()).toMatchObject({ id: 'lead' })
})

test('from then on the subject counts: another who is given that email is nobody', async () => {
  account = { sub: 'c-2', email: 'lead@demo.local', email_verified: true }
  const { address, kept } = await leave()
  expect((await comeBack(await through(address), kept)).json()).toMatchObject({ status: 401, code: 'SIGN_IN_REFUSED' })
})

test.each([
  ['an email nobody has proven', { sub: 'c-3', email: 'buyer@demo.local', email_verified: false }],
  ['somebody the house does not know', { sub: 'c-4', email: 'stranger@demo.local', email_verified: true }],
])('%s opens nothing', async (_case, given) => {
  account = given
  const { address, kept } = await leave()
  expect((await comeBack(await through(address), kept)).statusCode).toBe(401)
})

test('a stolen answer, another state, or none that was begun here opens nothing', async () => {
  const mine = await leave()
  const theirs = await leave()
  const url = await through(mine.address)
  expect((await comeBack(url, theirs.kept)).statusCode).toBe(401)
  expect((await comeBack(url, '')).statusCode).toBe(401)
  expect((await comeBack(url.replace(/state=[^&]+/, 'state=other'), mine.kept)).statusCode).toBe(401)
  expect((await comeBack('/api/v1/session/company/return?error=access_denied', mine.kept)).statusCode).toBe(401)
})

test('nobody is sent away by a link: only places of the page are gone on to', async () => {
  const { address, kept } = await leave('//evil.example')
  expect((await comeBack(await through(address), kept)).headers.location).toBe('/')
})

test('a barred person stays out', async () => {
  account = { sub: 'c-9', email: 'designer@demo.local', email_verified: true }
  expect((await api.post('/people/designer/disable', 'admin', { reason: 'left' })).status).toBe(200)
  const { address, kept } = await leave()
  expect((await comeBack(await through(address), kept)).statusCode).toBe(401)
})
