import { randomBytes } from 'node:crypto'
import { defaultPayloadConverter } from '@temporalio/common'
import { describe, expect, test } from 'vitest'
import { payloadCodec } from '#dispatch/payload-codec.ts'
import { readPayloadKeys } from '#dispatch/payload-keys.ts'

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`
const [march, april] = [key('2027-03'), key('2027-04')]
const keysOf = (text: string) => readPayloadKeys({ ZHANGFA_PAYLOAD_KEYS: text })

const small = { note: '退货' }
const large = { note: '退货'.repeat(2_000) }
const payloadOf = (value: unknown) => defaultPayloadConverter.toPayload(value)
const valueOf = (payload: Parameters<typeof defaultPayloadConverter.fromPayload>[0]) =>
  defaultPayloadConverter.fromPayload(payload)
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('latin1')

describe('payload codec', () => {
  test.each([
    ['small, no key', small, null],
    ['large, no key', large, null],
    ['small, sealed', small, march],
    ['large, sealed', large, march],
    ['nothing', null, march],
  ])('%s: what goes in comes out', async (_name, value, keys) => {
    const codec = payloadCodec(keys ? keysOf(keys) : null)
    const encoded = await codec.encode([payloadOf(value)])
    const decoded = await codec.decode(encoded)
    expect(decoded.map(valueOf)).toEqual([value])
  })

  test('large payloads shrink, small ones without a key stay readable', async () => {
    const [plainSmall, plainLarge] = await payloadCodec(null).encode([payloadOf(small), payloadOf(large)])
    expect(plainSmall).toEqual(payloadOf(small))
    expect(plainLarge?.data?.length ?? 0).toBeLessThan(200)
  })

  test('a sealed payload shows the key id and nothing of its content', async () => {
    const [sealed] = await payloadCodec(keysOf(march)).encode([payloadOf({ phone: '13800138000' })])
    expect(text(sealed?.metadata?.['zhangfa-key'])).toBe('2027-03')
    expect(text(sealed?.data)).not.toContain('138001')
  })

  test('after a change of keys older payloads still open, new ones take the new key', async () => {
    const old = await payloadCodec(keysOf(march)).encode([payloadOf(small)])
    const codec = payloadCodec(keysOf(`${april},${march}`))
    expect((await codec.decode(old)).map(valueOf)).toEqual([small])
    const [fresh] = await codec.encode([payloadOf(small)])
    expect(text(fresh?.metadata?.['zhangfa-key'])).toBe('2027-04')
  })

  test('an unknown key and a changed byte are refused, never guessed', async () => {
    const sealed = await payloadCodec(keysOf(march)).encode([payloadOf(small)])
    await expect(payloadCodec(keysOf(april)).decode(sealed)).rejects.toThrow('sealed with key 2027-03')
    const data = Buffer.from(sealed[0]?.data ?? [])
    data[data.length - 1] = (data.at(-1) ?? 0) ^ 1
    await expect(payloadCodec(keysOf(march)).decode([{ ...sealed[0], data }])).rejects.toThrow()
  })

  test.each([
    ['no base64', 'k1:short', 'Entry 1'],
    ['bad id', `K 1:${randomBytes(32).toString('base64')}`, 'Entry 1'],
    ['second entry', `${march},oops`, 'Entry 2'],
    ['an id twice', `${march},${march}`, 'names a key id twice'],
  ])('keys are read strictly: %s', (_name, keys, says) => {
    expect(() => keysOf(keys)).toThrow(says)
  })

  test('no keys, no sealing', () => {
    expect([readPayloadKeys({}), keysOf(' ')]).toEqual([null, null])
  })
})
