import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { SigningKey } from '../keys.ts'
import type { Witness } from './witness.ts'

const mostBytes = 65_536

/**
 * The witness's door: POST /add-checkpoint as C2SP tlog-witness has it, GET /key what its signatures are checked with.
 * @param report one line per refusal.
 */
export function witnessServer(witness: Witness, key: SigningKey, report: (line: string) => void): Server {
  return createServer((request, response) => {
    const answer = (status: number, text: string, type = 'text/plain; charset=utf-8'): void =>
      void response.writeHead(status, { 'content-type': type }).end(text)
    if (request.method === 'GET' && request.url === '/key') return answer(200, `${key.verifier}\n`)
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return answer(404, 'There is nothing here.\n')
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= mostBytes) parts.push(part)
    })
    request.on('end', () => {
      if (bytes > mostBytes) return answer(413, 'The request is too long.\n')
      try {
        const { status, text, alarm } = witness.add(Buffer.concat(parts).toString('utf8'), Date.now())
        if (alarm) report(`Refused a checkpoint: ${status} ${text.trim()}`)
        answer(status, text, status === 409 ? 'text/x.tlog.size' : undefined)
      } catch (error) {
        report(`Could not look at a checkpoint: ${(error as Error).message}`)
        answer(500, 'The witness cannot work.\n')
      }
    })
  })
}
