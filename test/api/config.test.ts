import { describe, expect, test } from 'vitest'
import { readConfig } from '#api/config.ts'

const own = Buffer.alloc(32, 1).toString('base64')
const least = { DATABASE_URL_API: 'postgres://x', TEMPORAL_ADDRESS: 'localhost:7233' }
const production = { ...least, ZHANGFA_MODE: 'production', ZHANGFA_PII_KEY: own }

describe('the API takes its surroundings once', () => {
  test('a demo listens on loopback, whatever it is told', () => {
    expect(readConfig({ ...least, ZHANGFA_HOST: '0.0.0.0' })).toMatchObject({
      mode: 'demo',
      host: '127.0.0.1',
      port: 3000,
    })
  })

  test('production listens where it is told and binds its cookie to https', () => {
    const config = readConfig({ ...production, ZHANGFA_HOST: '10.0.0.5', PORT: '8080' })
    expect(config).toMatchObject({ mode: 'production', host: '10.0.0.5', port: 8080, secureCookies: true })
  })

  test.each<[string, Record<string, string>, string]>([
    ['nothing at all', {}, 'DATABASE_URL_API is not set; TEMPORAL_ADDRESS is not set'],
    ['a port beyond all ports', { ...least, PORT: '70000' }, 'PORT is "70000"'],
    ['a mode nobody knows', { ...least, ZHANGFA_MODE: 'test' }, 'ZHANGFA_MODE is "test"'],
    ['production without a key', { ...least, ZHANGFA_MODE: 'production' }, 'ZHANGFA_PII_KEY is not set'],
    ['a key that is too short', { ...least, ZHANGFA_PII_KEY: 'c2hvcnQ=' }, 'ZHANGFA_PII_KEY is not 32 bytes'],
  ])('%s is refused, by name', (_name, env, text) => {
    expect(() => readConfig(env)).toThrow(text)
  })

  test("production refuses the demo's key", () => {
    const { piiKey } = readConfig(least)
    expect(() => readConfig({ ...production, ZHANGFA_PII_KEY: piiKey })).toThrow('is the one of the demo')
  })
})
