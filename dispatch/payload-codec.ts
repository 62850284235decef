import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Payload, PayloadCodec } from '@temporalio/common'
import type { PayloadKeys } from './payload-keys.ts'

const compress = promisify(deflateRaw)
const decompress = promisify(inflateRaw)

/** Smaller payloads gain nothing by compression. */
const compressFromBytes = 1024
const ownEncoding = 'binary/zhangfa'
const meta = { encoding: 'encoding', was: 'zhangfa-encoding', how: 'zhangfa-how', key: 'zhangfa-key' }
const ivBytes = 12
const tagBytes = 16

/**
 * What Temporal stores of us: compressed where that pays, and sealed with AES-256-GCM when a key is configured.
 * The key's id stands in the metadata, so that older payloads open after a change of keys.
 * Throws on a payload whose key is not known or whose content was changed.
 */
export function payloadCodec(keys: PayloadKeys | null): PayloadCodec {
  return {
    encode: (payloads) => Promise.all(payloads.map((payload) => encode(payload, keys))),
    decode: (payloads) => Promise.all(payloads.map((payload) => decode(payload, keys))),
  }
}

async function encode(payload: Payload, keys: PayloadKeys | null): Promise<Payload> {
  let data = Buffer.from(payload.data ?? [])
  const how: string[] = []
  if (data.length >= compressFromBytes) {
    data = await compress(data, { level: 3 })
    how.push('deflate')
  }
  if (keys) {
    data = seal(data, keys)
    how.push('aes-256-gcm')
  }
  if (how.length === 0) return payload
  const metadata = {
    ...payload.metadata,
    [meta.encoding]: Buffer.from(ownEncoding),
    [meta.was]: payload.metadata?.[meta.encoding] ?? Buffer.alloc(0),
    [meta.how]: Buffer.from(how.join(' ')),
    ...(keys ? { [meta.key]: Buffer.from(keys.current) } : {}),
  }
  return { metadata, data }
}

async function decode(payload: Payload, keys: PayloadKeys | null): Promise<Payload> {
  if (textOf(payload, meta.encoding) !== ownEncoding) return payload
  const how = textOf(payload, meta.how).split(' ')
  let data = Buffer.from(payload.data ?? [])
  if (how.includes('aes-256-gcm')) data = open(data, textOf(payload, meta.key), keys)
  if (how.includes('deflate')) data = await decompress(data)
  const metadata = { ...payload.metadata, [meta.encoding]: payload.metadata?.[meta.was] as Uint8Array }
  for (const name of [meta.was, meta.how, meta.key]) delete (metadata as Record<string, unknown>)[name]
  return { metadata, data }
}

function seal(data: Buffer, keys: PayloadKeys): Buffer<ArrayBuffer> {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys.current, keys), iv).setAAD(Buffer.from(keys.current))
  const sealed = Buffer.concat([cipher.update(data), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

function open(data: Buffer, keyId: string, keys: PayloadKeys | null): Buffer<ArrayBuffer> {
  const iv = data.subarray(0, ivBytes)
  const tag = data.subarray(ivBytes, ivBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(keyId, keys), iv).setAAD(Buffer.from(keyId)).setAuthTag(tag)
  return Buffer.concat([decipher.update(data.subarray(ivBytes + tagBytes)), decipher.final()])
}

function keyOf(keyId: string, keys: PayloadKeys | null): Buffer {
  const key = keys?.byId.get(keyId)
  if (!key)
    throw new Error(`A payload is sealed with key ${keyId}, which is not among ZHANGFA_PAYLOAD_KEYS; add it there.`)
  return key
}

function textOf(payload: Payload, name: string): string {
  return Buffer.from(payload.metadata?.[name] ?? []).toString()
}
