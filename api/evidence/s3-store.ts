import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { Problem } from '../problem.ts'
import type { EvidenceStore } from './store.ts'

export interface S3Place {
  bucket: string
  /** Folder within the bucket; empty = none. */
  prefix: string
  region: string
  /** Address of a server that speaks S3; absent = Amazon's own. */
  endpoint?: string
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

const retries = 3

/** Files in a bucket of S3 or of a server that speaks it (path style). Error: UNAVAILABLE when it says neither yes nor "not there". */
export function s3Store(place: S3Place): EvidenceStore {
  const { accessKeyId, secretAccessKey, sessionToken, region } = place
  const key = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
  const client = new AwsClient({ ...key, region, service: 's3', retries })
  const base = (place.endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, '')
  const urlOf = (name: string) => [base, place.bucket, place.prefix, name].filter(Boolean).join('/')
  const ask = async (method: string, name: string, rest: RequestInit = {}): Promise<Response | null> => {
    const response = await client.fetch(urlOf(name), { method, ...rest }).catch(() => null)
    if (!response) throw unavailable('is not reached')
    if (response.ok) return response
    await response.body?.cancel()
    if (response.status === 404 && method !== 'PUT') return null
    throw unavailable(`answered ${response.status} to ${method}`)
  }
  return {
    async put(name, path, { sha256, mediaType }) {
      const checksum = Buffer.from(sha256, 'hex').toString('base64')
      // The hash is signed with the request: bytes changed on the way are refused by the server.
      const headers = { 'content-type': mediaType, 'x-amz-content-sha256': sha256, 'x-amz-checksum-sha256': checksum }
      const response = await ask('PUT', name, { headers, body: await readFile(path) })
      await response?.body?.cancel()
    },
    async get(name) {
      const response = await ask('GET', name)
      if (!response?.body) return null
      const stream = Readable.fromWeb(response.body as ReadableStream)
      return { bytes: Number(response.headers.get('content-length') ?? 0), stream }
    },
    async stat(name) {
      const response = await ask('HEAD', name)
      return response ? Number(response.headers.get('content-length') ?? 0) : null
    },
    async delete(name) {
      const response = await ask('DELETE', name)
      await response?.body?.cancel()
    },
  }
}

function unavailable(what: string): Problem {
  return new Problem('UNAVAILABLE', `The store of files ${what}. Try again with the same Idempotency-Key.`, {
    headers: { 'retry-after': '10' },
  })
}
