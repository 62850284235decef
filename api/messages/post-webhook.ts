import { lookup } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'

/** How a message was not delivered. `mayHaveArrived`: it left us and nobody answered, so sending it again could double it. */
export class NotSent extends Error {
  readonly mayHaveArrived: boolean
  constructor(message: string, mayHaveArrived = false) {
    super(message)
    this.mayHaveArrived = mayHaveArrived
  }
}

const waitMs = 10_000
const mostAnswerBytes = 65_536
/** Something behind the door failed, perhaps after it had taken the message. */
const perhapsTaken = new Set([500, 502, 504])

/** Addresses of this machine and of networks that are nobody's business outside. */
const inner = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, prefix, 'ipv6')

/** Whether an address lies inside this machine or a private network. */
export function isInnerAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  return inner.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Posts JSON to an address outside and gives the answer's JSON. The name is looked up once and that very address is called, so
 * that it cannot change between check and use; redirects are not followed.
 * @param allowInner only for demo and tests: plain http and addresses of this machine.
 * @throws NotSent
 */
export function postWebhook(address: string, body: unknown, allowInner: boolean): Promise<unknown> {
  const url = new URL(address)
  if (url.protocol !== 'https:' && !(allowInner && url.protocol === 'http:')) throw new NotSent('NOT_HTTPS')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowInner && isIP(host) !== 0 && isInnerAddress(host)) throw new NotSent('PRIVATE_ADDRESS')
  const text = JSON.stringify(body)
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    let left = false
    const fail = (error: Error): void => reject(error instanceof NotSent ? error : new NotSent(error.message, left))
    const request = send(url, {
      method: 'POST',
      lookup: allowInner ? lookup : outerLookup,
      agent: false,
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) },
    })
    request.on('response', (response) => {
      let answer = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        answer += chunk
        if (answer.length > mostAnswerBytes) response.destroy(new NotSent('ANSWER_TOO_LONG', true))
      })
      response.on('error', fail)
      response.on('end', () => {
        const { statusCode = 0 } = response
        if (statusCode !== 200) return fail(new NotSent(`HTTP ${statusCode}`, perhapsTaken.has(statusCode)))
        try {
          resolve(JSON.parse(answer))
        } catch {
          fail(new NotSent('ANSWER_NOT_JSON', true))
        }
      })
    })
    // Over all: a robot that answers byte by byte would hold up everybody else's messages.
    const deadline = setTimeout(() => {
      fail(new NotSent('TIMEOUT', left))
      request.destroy()
    }, waitMs)
    request.on('close', () => clearTimeout(deadline))
    request.on('error', fail)
    request.on('finish', () => (left = true))
    request.end(text)
  })
}

/** Looks a name up and refuses it when any of its addresses lies inside. */
const outerLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error, address, family) => {
    if (error) return callback(error, address, family)
    const found = Array.isArray(address) ? address.map((entry) => entry.address) : [address]
    if (found.some(isInnerAddress)) return callback(new NotSent('PRIVATE_ADDRESS'), '', 4)
    callback(null, address, family)
  })
}
