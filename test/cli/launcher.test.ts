import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '#cli/stack/free-port.ts'
import type { Launched } from './launched.ts'
import { allGone, clear, launchOn, pidOf, recordedProcesses, scratchHome } from './launched.ts'

const launches: Launched[] = []

async function ready(home: string, port: number): Promise<Launched> {
  const launched = launchOn(home, port)
  launches.push(launched)
  await launched.says('Zhangfa is ready at', 60)
  return launched
}

describe('one life of an instance, told in order', () => {
  let home: string
  let port: number
  let instance: Launched

  beforeAll(async () => {
    home = scratchHome()
    port = await freePort()
    instance = await ready(home, port)
  })
  afterAll(() => clear(home, launches))

  test('tells its address and the sign-ins', async () => {
    expect(instance.output()).toContain(`Zhangfa is ready at http://127.0.0.1:${port}`)
    expect(instance.output()).toContain('Sign in with password zhangfa-demo:')
    expect((await instance.ask()).starts).toBe(1)
  })

  test('gives the API its own database address only', async () => {
    const { env } = await instance.ask()
    expect(env).toEqual(expect.arrayContaining(['DATABASE_URL_API', 'TEMPORAL_ADDRESS', 'ZHANGFA_PII_KEY', 'PORT']))
    expect(env.filter((name) => name.startsWith('DATABASE_URL'))).toEqual(['DATABASE_URL_API'])
  })

  test.each(['worker', 'api', 'temporal', 'postgres'])(
    'starts %s again when it is killed, and says so',
    async (name) => {
      const before = pidOf(home, name)
      process.kill(before, 'SIGKILL')
      await instance.says(`${name} was ended by SIGKILL; starting it again in 0.5 s.`)
      for (const deadline = Date.now() + 20_000; pidOf(home, name) === before; await pause(50))
        expect(Date.now()).toBeLessThan(deadline)
      // The API holds a pool on the database's old address: it answers again only if that is still the address.
      for (let answer = null; answer === null; await pause(100)) answer = await instance.ask().catch(() => null)
    },
  )

  test('refuses a second launcher on its data folder', async () => {
    const second = launchOn(home, await freePort())
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`already running on ${home} (process ${instance.child.pid}, port ${port})`)
    expect((await instance.ask()).starts).toBe(1)
  })

  test('runs beside another with its own port and data folder', async () => {
    const elsewhere = scratchHome()
    const other = await ready(elsewhere, await freePort())
    expect([(await instance.ask()).starts, (await other.ask()).starts]).toEqual([1, 1])
    other.signal('SIGINT')
    expect(await other.ended).toBe(0)
    expect((await instance.ask()).starts).toBe(1)
    await clear(elsewhere)
  })

  test('drains on Ctrl-C, npm handing it on twice, and comes again in seconds with its data', async () => {
    instance.signal('SIGINT')
    instance.signal('SIGINT')
    expect(await instance.ended).toBe(0)
    expect(instance.output()).not.toContain('Ending at once')
    expect(recordedProcesses(home).filter((entry) => entry.alive)).toEqual([])

    const begun = Date.now()
    instance = await ready(home, port)
    expect(Date.now() - begun).toBeLessThan(20_000)
    expect((await instance.ask()).starts).toBe(2)
  })

  test('leaves nothing running when it is killed, and starts again on its data', async () => {
    instance.signal('SIGKILL')
    await instance.ended
    await allGone(home)
    instance = await ready(home, port)
    expect((await instance.ask()).starts).toBe(3)
  })

  test('takes over Postgres and ends the rest when even its guard was killed', async () => {
    const guard = pidOf(home, 'guard')
    const postgres = pidOf(home, 'postgres')
    process.kill(guard, 'SIGSTOP')
    instance.signal('SIGKILL')
    await instance.ended
    process.kill(guard, 'SIGKILL')
    instance = await ready(home, port)
    expect(instance.output()).toContain('Took over the Postgres that an earlier start had left running.')
    expect(instance.output()).toMatch(/Ended .*temporal.*, left running by an earlier start\./)
    expect(pidOf(home, 'postgres')).toBe(postgres)
    expect((await instance.ask()).starts).toBe(4)
  })

  test('ends at once on a second Ctrl-C, leaving nothing', async () => {
    instance.signal('SIGINT')
    await instance.says('Stopping')
    await pause(600)
    instance.signal('SIGINT')
    await instance.ended
    await allGone(home)
  })
})

test('can be stopped while it starts', async () => {
  const home = scratchHome()
  const launched = launchOn(home, await freePort())
  for (let alive = false; !alive; await pause(20)) alive = recordedProcesses(home).some((entry) => entry.alive)
  launched.signal('SIGINT')
  expect(await launched.ended).toBe(130)
  await clear(home, [launched])
})

test('refuses a taken port before anything starts', async () => {
  const home = scratchHome()
  const port = await freePort()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  const launched = launchOn(home, port)
  expect(await launched.ended).toBe(1)
  expect(launched.output()).toBe(
    `Port ${port} is taken by another program: stop that one, or choose another, as in PORT=${port + 1} npm start.\n`,
  )
  expect(recordedProcesses(home)).toEqual([])
  other.close()
  await clear(home, [launched])
})
