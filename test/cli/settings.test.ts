import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from '#cli/launcher/settings.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const keys = { ZHANGFA_PII_KEY: key, ZHANGFA_LOG_KEY: key, ZHANGFA_PAYLOAD_KEYS: `k1:${key}` }
const outside = {
  DATABASE_URL: 'postgres://z:Tg7-fR2q@db.internal/zhangfa',
  TEMPORAL_ADDRESS: 'temporal.internal:7233',
}

describe('what is started', () => {
  test('with nothing told: the embedded servers with demo data, on this machine only', () => {
    expect(readSettings({}, [])).toEqual({
      home: resolve('.zhangfa'),
      port: 3000,
      host: '127.0.0.1',
      mode: 'demo',
      demoData: true,
      database: null,
      temporal: null,
    })
  })

  test('an outside database is production, open to the network, without demo data', () => {
    const settings = readSettings({ ...outside, ...keys, PORT: '8080', ZHANGFA_HOME: '/srv/z' }, [])
    expect(settings).toEqual({
      home: '/srv/z',
      port: 8080,
      host: '0.0.0.0',
      mode: 'production',
      demoData: false,
      database: {
        ownerUrl: outside.DATABASE_URL,
        workerUrl: outside.DATABASE_URL,
        apiUrl: outside.DATABASE_URL,
        sealerUrl: outside.DATABASE_URL,
      },
      temporal: { address: 'temporal.internal:7233', namespace: 'default' },
    })
  })

  test('each role may have an address of its own', () => {
    const env = { ...outside, ZHANGFA_MODE: 'demo', DATABASE_URL_API: 'postgres://a:b@db.internal/zhangfa' }
    expect(readSettings(env, []).database).toEqual({
      ownerUrl: outside.DATABASE_URL,
      workerUrl: outside.DATABASE_URL,
      apiUrl: 'postgres://a:b@db.internal/zhangfa',
      sealerUrl: outside.DATABASE_URL,
    })
  })

  test.each([
    { env: {}, args: [], demoData: true },
    { env: {}, args: ['--no-demo'], demoData: false },
    { env: { ...outside, ZHANGFA_MODE: 'demo' }, args: [], demoData: false },
    { env: { ...outside, ZHANGFA_MODE: 'demo' }, args: ['--demo'], demoData: true },
  ])('demo data with $args: $demoData', ({ env, args, demoData }) => {
    expect(readSettings(env, args)).toMatchObject({ demoData, host: '127.0.0.1' })
  })
})

describe('what is refused', () => {
  const good = { ...outside, ...keys, ZHANGFA_MODE: 'production' }
  test.each([
    { why: 'no port', env: { PORT: 'three' }, args: [], says: 'PORT is "three"' },
    { why: 'a port out of range', env: { PORT: '70000' }, args: [], says: 'from 1 to 65535' },
    { why: 'an unknown mode', env: { ZHANGFA_MODE: 'test' }, args: [], says: 'ZHANGFA_MODE is "test"' },
    { why: 'an unknown option', env: {}, args: ['--deom'], says: 'Unknown option --deom' },
    { why: 'production without a database', env: { ...good, DATABASE_URL: '' }, args: [], says: 'set DATABASE_URL' },
    {
      why: 'production without Temporal',
      env: { ...good, TEMPORAL_ADDRESS: '' },
      args: [],
      says: 'set TEMPORAL_ADDRESS',
    },
    { why: 'production with demo data', env: good, args: ['--demo'], says: 'never holds demo data' },
    { why: 'no key for personal data', env: { ...good, ZHANGFA_PII_KEY: '' }, args: [], says: 'ZHANGFA_PII_KEY' },
    { why: 'no key for payloads', env: { ...good, ZHANGFA_PAYLOAD_KEYS: '' }, args: [], says: 'ZHANGFA_PAYLOAD_KEYS' },
    { why: 'a short key', env: { ...good, ZHANGFA_PII_KEY: 'c2hvcnQ=' }, args: [], says: '32 random bytes' },
    {
      why: 'a default password',
      env: { ...good, DATABASE_URL: 'postgres://zhangfa:Postgres@db.internal/zhangfa' },
      args: [],
      says: 'The password in DATABASE_URL_OWNER (or DATABASE_URL) is missing or a default',
    },
    {
      why: 'one role with a default password',
      env: { ...good, DATABASE_URL_WORKER: 'postgres://zhangfa_worker:zhangfa@db.internal/zhangfa' },
      args: [],
      says: 'DATABASE_URL_WORKER',
    },
    { why: 'no address', env: { ...good, DATABASE_URL: 'db.internal' }, args: [], says: 'is no postgres:// address' },
  ])('$why', ({ env, args, says }) => {
    expect(() => readSettings(env, args)).toThrow(says)
  })
})
