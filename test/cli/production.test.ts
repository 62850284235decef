import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#cli/stack/free-port.ts'
import type { RunningPostgres } from '#cli/stack/postgres.ts'
import { startPostgres } from '#cli/stack/postgres.ts'
import type { RunningTemporal } from '#cli/stack/temporal-server.ts'
import { startTemporalServer } from '#cli/stack/temporal-server.ts'
import { clear, launchOn, recordedProcesses, scratchHome } from './launched.ts'

/** Stand for the servers somebody else runs. */
let outside: string
let postgres: RunningPostgres
let temporal: RunningTemporal
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  outside = scratchHome()
  ;[postgres, temporal] = await Promise.all([
    startPostgres({ home: outside, sync: false }),
    startTemporalServer({ home: outside, sync: false }),
  ])
  const key = Buffer.alloc(32, 9).toString('base64')
  env = {
    ZHANGFA_MODE: 'production',
    ZHANGFA_HOST: '127.0.0.1',
    DATABASE_URL: postgres.ownerUrl,
    DATABASE_URL_WORKER: postgres.workerUrl,
    DATABASE_URL_API: postgres.apiUrl,
    DATABASE_URL_SEALER: postgres.sealerUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: 'zhangfa',
    ZHANGFA_PII_KEY: key,
    ZHANGFA_LOG_KEY: key,
    ZHANGFA_PAYLOAD_KEYS: `k1:${key}`,
  }
})
afterAll(async () => {
  await Promise.all([postgres.stop(), temporal.stop()])
  await clear(outside)
})

test('in production it uses the servers it is told, starts none, and shows no sign-ins', async () => {
  const home = scratchHome()
  const launched = launchOn(home, await freePort(), env)
  await launched.says('Zhangfa is ready at')
  expect((await launched.ask()).starts).toBe(1)
  expect(launched.output()).not.toContain('zhangfa-demo')
  const names = recordedProcesses(home).map(({ name }) => name)
  expect(names.sort()).toEqual(['api', 'guard', 'worker'])
  launched.signal('SIGTERM')
  expect(await launched.ended).toBe(0)
  expect(recordedProcesses(outside).filter(({ alive }) => alive)).toHaveLength(3)
  await clear(home, [launched])
})

test.each([
  {
    what: 'a Temporal that is not there',
    wrong: { TEMPORAL_ADDRESS: '127.0.0.1:9' },
    says: 'Temporal at 127.0.0.1:9 does not answer',
  },
  {
    what: 'a namespace that is not there',
    wrong: { TEMPORAL_NAMESPACE: 'nowhere' },
    says: 'The Temporal namespace "nowhere"',
  },
  { what: 'no key of its own', wrong: { ZHANGFA_PII_KEY: '' }, says: 'Production needs ZHANGFA_PII_KEY' },
])('it refuses $what', async ({ wrong, says }) => {
  const home = scratchHome()
  const launched = launchOn(home, await freePort(), { ...env, ...wrong })
  expect(await launched.ended).toBe(1)
  expect(launched.output()).toContain(says)
  await clear(home, [launched])
})
