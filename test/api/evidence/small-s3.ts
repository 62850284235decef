import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer | string, words: string) => createHmac('sha256', key).update(words).digest()
const skewMs = 900_000

/**
 * A server that speaks the part of S3 a store of files needs (PUT, GET, HEAD, DELETE of an object, path style) and checks every
 * request's AWS Signature Version 4 by itself: signature, time, and the hash of the body.
 */
export async function smallS3(secrets: Record<string, string>) {
  const objects = new Map<string, Buffer>()
  const refusals: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const refusal = refusalOf(request, body, secrets)
      if (refusal !== null) {
        refusals.push(refusal)
        return response.writeHead(403).end(`<Error><Code>${refusal}</Code></Error>`)
      }
      const key = request.url ?? ''
      if (request.method === 'PUT') objects.set(key, body)
      const found = objects.get(key)
      if (request.method === 'DELETE') {
        objects.delete(key)
        return response.writeHead(204).end()
      }
      if (!found) return response.writeHead(404).end()
      const sends = request.method === 'GET' ? found : undefined
      return response.writeHead(200, request.method === 'PUT' ? {} : { 'content-length': found.length }).end(sends)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => new Promise<void>((closed) => void server.close(() => closed()).closeAllConnections())
  return { endpoint, objects, refusals, close }
}

function refusalOf(request: IncomingMessage, body: Buffer, secrets: Record<string, string>): string | null {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/
  const parts = form.exec(request.headers.authorization ?? '')
  if (!parts) return 'AccessDenied'
  const [, keyId = '', day = '', region = '', signedHeaders = '', signature] = parts
  const secret = secrets[keyId]
  if (secret === undefined) return 'InvalidAccessKeyId'
  const time = String(request.headers['x-amz-date'])
  const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!time.startsWith(day) || !(Math.abs(Date.now() - at) < skewMs)) return 'RequestTimeTooSkewed'
  const bodyHash = String(request.headers['x-amz-content-sha256'])
  const names = signedHeaders.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name))) return 'AccessDenied'
  if (bodyHash !== sha256(body) && !(body.length === 0 && bodyHash === 'UNSIGNED-PAYLOAD'))
    return 'XAmzContentSHA256Mismatch'
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('')
  const canonical = [request.method, path, query, headers, signedHeaders, bodyHash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secret}`, day), region))
  return hmac(key, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch'
}
