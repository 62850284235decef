import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readdir, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskStore, sweepScratch } from '#api/evidence/disk-store.ts'
import { readPlace, readScanner } from '#api/evidence/read-place.ts'
import { s3Store } from '#api/evidence/s3-store.ts'
import type { EvidenceStore } from '#api/evidence/store.ts'
import { nameOf } from '#api/evidence/store.ts'
import { smallS3 } from './small-s3.ts'

let s3: Awaited<ReturnType<typeof smallS3>>
const folder = mkdtempSync(join(tmpdir(), 'zhangfa-files-'))
beforeAll(async () => {
  s3 = await smallS3({ HOUSE: 'the secret/of+the house' })
})
afterAll(() => s3.close())

const bytes = Buffer.from('what a camera saw')
const sha256 = createHash('sha256').update(bytes).digest('hex')
const about = { sha256, mediaType: 'image/jpeg' }
const s3Env = () => ({
  ZHANGFA_EVIDENCE: 's3://proofs/house/one/',
  AWS_ENDPOINT_URL: s3.endpoint,
  AWS_REGION: 'cn-north-1',
  AWS_ACCESS_KEY_ID: 'HOUSE',
  AWS_SECRET_ACCESS_KEY: 'the secret/of+the house',
})
const inBucket = (env: Record<string, string> = s3Env()): EvidenceStore => {
  const place = readPlace(env, [])
  return place ? s3Store(place) : expect.unreachable('a place')
}
const scratch = async (content = bytes) => {
  const path = join(folder, `.${Math.random()}.part`)
  await writeFile(path, content)
  return path
}

describe.each<[string, () => EvidenceStore]>([
  ['a folder', () => diskStore(join(folder, 'files'))],
  ['a bucket', () => inBucket()],
])('%s', (_name, open) => {
  test('keeps bytes under their hash, once, gives them back and lets them go', async () => {
    const store = open()
    const name = nameOf(sha256)
    expect(await store.stat(name)).toBeNull()
    expect(await store.get(name)).toBeNull()
    await store.put(name, await scratch(), about)
    await store.put(name, await scratch(), about)
    expect(await store.stat(name)).toBe(bytes.length)
    const found = (await store.get(name)) ?? expect.unreachable('found')
    expect(found.bytes).toBe(bytes.length)
    expect((await buffer(found.stream)).equals(bytes)).toBe(true)
    await store.delete(name)
    await store.delete(name)
    expect(await store.stat(name)).toBeNull()
  })
})

describe('a bucket', () => {
  test('is asked by signed requests only, under bucket and prefix', async () => {
    await inBucket().put(nameOf(sha256), await scratch(), about)
    expect([...s3.objects.keys()]).toEqual([`/proofs/house/one/${sha256.slice(0, 2)}/${sha256.slice(2)}`])
    expect(s3.refusals).toEqual([])
  })

  test('a wrong secret, or bytes that are not those of the hash, are refused and say so', async () => {
    const other = inBucket({ ...s3Env(), AWS_SECRET_ACCESS_KEY: 'another' })
    await expect(other.put(nameOf(sha256), await scratch(), about)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    const changed = await scratch(Buffer.from('changed'))
    await expect(inBucket().put(nameOf(sha256), changed, about)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(s3.refusals).toEqual(['SignatureDoesNotMatch', 'XAmzContentSHA256Mismatch'])
  })
})

describe('what the surroundings say', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['nothing', {}, []],
    [
      'a folder by address',
      { ZHANGFA_EVIDENCE: 'file:///srv' },
      ['ZHANGFA_EVIDENCE is', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ],
    ['no credentials', { ZHANGFA_EVIDENCE: 's3://proofs' }, ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']],
    ['a scanner without port', { ZHANGFA_CLAMD: 'clamd' }, ['ZHANGFA_CLAMD is']],
    ['a scanner', { ZHANGFA_CLAMD: 'clamd:3310' }, []],
  ])('%s', (_name, env, said) => {
    const faults: string[] = []
    readPlace(env, faults)
    readScanner(env, faults)
    expect(faults.map((fault) => said.find((start) => fault.startsWith(start)))).toEqual(said)
  })
})

test('scratch files of a day ago go, those of now and files stay', async () => {
  const own = mkdtempSync(join(tmpdir(), 'zhangfa-scratch-'))
  for (const name of ['.old.part', '.new.part', 'kept']) await writeFile(join(own, name), 'x')
  const now = Date.now()
  const old = new Date(now - 90_000_000)
  for (const name of ['.old.part', 'kept']) await utimes(join(own, name), old, old)
  expect(await sweepScratch(own, now)).toBe(1)
  expect(await readdir(own)).toEqual(['.new.part', 'kept'])
})
