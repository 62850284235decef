import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { identityOf } from '#cli/stack/process-identity.ts'
import { clearCrashedRuns } from '../support/test-servers.ts'
import { pidOf, recordedProcesses } from './launched.ts'

test('a test run clears away what a killed one has left, and nothing of a living one', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'zhangfa-cli-'))
  chmodSync(parent, 0o755)
  const run = spawn(process.execPath, ['--import', 'tsx', 'test/cli/small/crashing-test-run.ts'], {
    env: { ...process.env, TMPDIR: parent },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const home = await new Promise<string>((resolve) =>
    run.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())),
  )
  const ended = new Promise((resolve) => run.once('exit', resolve))

  await clearCrashedRuns(parent)
  expect(recordedProcesses(home).map(({ name, alive }) => ({ name, alive }))).toEqual([
    { name: 'postgres', alive: true },
    { name: 'guard', alive: true },
  ])

  const guard = pidOf(home, 'guard')
  process.kill(guard, 'SIGSTOP')
  run.kill('SIGKILL')
  await ended
  process.kill(guard, 'SIGKILL')
  const living = recordedProcesses(home).filter(({ name, alive }) => name === 'postgres' && alive)
  expect(living).toHaveLength(1)
  await clearCrashedRuns(parent)
  expect(existsSync(home)).toBe(false)
  expect(identityOf(living[0]?.pid ?? 0)).toBeNull()
  rmSync(parent, { recursive: true })
})
