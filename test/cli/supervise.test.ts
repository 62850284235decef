import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Supervised } from '#cli/launcher/supervise.ts'
import { supervise } from '#cli/launcher/supervise.ts'
import { openDataFolder } from '#cli/stack/data-folder.ts'
import { spawnServer } from '#cli/stack/server-process.ts'
import { clear, scratchHome } from './launched.ts'

/** A real process that runs `script` under Node, supervised with short pauses. */
async function keepUp(home: string, script: string, lines: string[]): Promise<Supervised> {
  const folder = openDataFolder(home)
  const start = async () =>
    spawnServer(folder, {
      name: 'small',
      command: process.execPath,
      args: ['-e', script],
      env: process.env,
      cwd: home,
      stopSignal: 'SIGTERM',
      graceMs: 400,
    })
  const say = (line: string): void => void lines.push(line)
  return supervise({ name: 'small', start, say, firstPauseMs: 20, longestPauseMs: 80, steadyMs: 10_000 })
}

test('waits longer each time what it starts ends by itself, up to a limit', async () => {
  const home = scratchHome()
  const lines: string[] = []
  const server = await keepUp(home, 'process.exit(3)', lines)
  while (lines.length < 5) await pause(20)
  await server.stop()
  expect(lines.slice(0, 5)).toEqual([
    'small ended with code 3; starting it again in 0.02 s.',
    'small ended with code 3; starting it again in 0.04 s.',
    'small ended with code 3; starting it again in 0.08 s.',
    'small ended with code 3; starting it again in 0.08 s.',
    'small ended with code 3; starting it again in 0.08 s.',
  ])
  expect(server.failures()).toBeGreaterThanOrEqual(5)
  const told = lines.length
  await pause(200)
  expect(lines).toHaveLength(told)
  await clear(home)
})

test('kills what does not end when asked', async () => {
  const home = scratchHome()
  const lines: string[] = []
  const deaf =
    "process.on('SIGTERM', () => {}); require('node:fs').writeFileSync('deaf', ''); setInterval(() => {}, 1000)"
  const server = await keepUp(home, deaf, lines)
  // Asked before it has shut its ears, it would end.
  while (!existsSync(join(home, 'deaf'))) await pause(20)
  const begun = Date.now()
  await server.stop()
  expect(Date.now() - begun).toBeGreaterThanOrEqual(390)
  expect(lines).toEqual([])
  await clear(home)
})

test('says so when there is nothing to start', async () => {
  const home = scratchHome()
  const folder = openDataFolder(home)
  const server = spawnServer(folder, {
    name: 'none',
    command: '/no/such/program',
    args: [],
    env: {},
    cwd: home,
    stopSignal: 'SIGTERM',
    graceMs: 100,
  })
  expect(await server.exited).toMatch(/^could not be started: .*ENOENT/)
  await clear(home)
})
