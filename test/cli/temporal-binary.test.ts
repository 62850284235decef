import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findTemporalBinary, findTestServerBinary } from '#cli/stack/temporal-binary.ts'

let folder: string
let cache: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhangfa-binary-'))
  cache = join(folder, 'cache')
  mkdirSync(cache)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A program that answers `--version` as a Temporal CLI does. */
function cli(name: string, version: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\n`)
  chmodSync(path, 0o755)
  return path
}

/** A PATH on which there is nothing but what the test puts there. */
function onlyPath(): NodeJS.ProcessEnv {
  return { PATH: folder }
}

describe('where a Temporal CLI is found', () => {
  test('TEMPORAL_CLI_PATH comes first', async () => {
    cli('temporal', '1.9.5')
    const named = cli('mine', '1.9.3')
    const found = await findTemporalBinary({ env: { ...onlyPath(), TEMPORAL_CLI_PATH: named }, cache })
    expect(found).toEqual({ path: named, version: '1.9.3', source: 'environment' })
  })

  test('then the checked cache, then PATH', async () => {
    cli('temporal', '1.9.5')
    expect(await findTemporalBinary({ env: onlyPath(), cache })).toMatchObject({ version: '1.9.5', source: 'path' })
    const fromTheUsualCache = await findTemporalBinary({ env: { ...process.env, TEMPORAL_CLI_PATH: '' } })
    expect(['cache', 'wheel', 'path']).toContain(fromTheUsualCache.source)
  })

  test('a cached program with other bytes is thrown away, never run', async () => {
    const planted = join(cache, 'temporal-1.9.1')
    const proof = join(folder, 'was-run')
    writeFileSync(planted, `#!/bin/sh\ntouch ${proof}\n`)
    chmodSync(planted, 0o755)
    cli('temporal', '1.9.5')
    expect(await findTemporalBinary({ env: onlyPath(), cache })).toMatchObject({ source: 'path' })
    expect([existsSync(planted), existsSync(proof)]).toEqual([false, false])
  })
})

describe('what will not do', () => {
  test.each([
    { version: '1.8.9', needed: null, says: 'is 1.8.9, 1.9.0 or later is needed' },
    { version: '1.9.5', needed: '1.9.4', says: 'is 1.9.5, 1.9.4 is needed' },
  ])('TEMPORAL_CLI_PATH $version where $needed is needed', async ({ version, needed, says }) => {
    const env = { ...onlyPath(), TEMPORAL_CLI_PATH: cli('mine', version) }
    await expect(findTemporalBinary({ env, cache, version: needed })).rejects.toThrow(says)
  })

  test('a TEMPORAL_CLI_PATH that is no Temporal', async () => {
    const path = join(folder, 'other')
    writeFileSync(path, '#!/bin/sh\necho hello\n')
    chmodSync(path, 0o755)
    await expect(findTemporalBinary({ env: { TEMPORAL_CLI_PATH: path }, cache })).rejects.toThrow(
      'does not call itself a Temporal CLI',
    )
    await expect(findTemporalBinary({ env: { TEMPORAL_CLI_PATH: `${path}-gone` }, cache })).rejects.toThrow('ENOENT')
  })

  test('nothing anywhere: one error with the ways out', async () => {
    // No such version is packed or published, so every way ends in a refusal.
    const search = findTemporalBinary({ env: onlyPath(), cache, version: '0.0.1' })
    await expect(search).rejects.toThrow(
      /No Temporal server can be started \(no `temporal` on PATH; the SDK download: .*\)\. Install the Temporal CLI 0\.0\.1/,
    )
  })
})

test('the test server can be named', async () => {
  const env = { TEMPORAL_TEST_SERVER_PATH: '/opt/temporal-test-server' }
  expect(await findTestServerBinary({ env, cache })).toBe('/opt/temporal-test-server')
})
