import { createReadStream } from 'node:fs'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { once } from 'node:events'
import { Problem } from '../problem.ts'

/** Asks a scanner about the file at a path. Throws INFECTED, or SCANNER_DOWN when no clear answer came. */
export type Scan = (path: string) => Promise<void>

const chunkBytes = 65_536

/** Scanner of ClamAV's clamd over TCP (INSTREAM). `waitMs` bounds the whole conversation. */
export function clamdScan({ host, port }: { host: string; port: number }, waitMs = 30_000): Scan {
  return async (path) => {
    const word = await converse(host, port, path, waitMs).catch(() => null)
    const found = word === null ? null : /^stream: (.+) FOUND$/.exec(word)
    if (found) {
      throw new Problem('INFECTED', `The scanner found ${found[1]} in the file; it was not kept. Send a clean one.`)
    }
    if (word !== 'stream: OK') {
      throw new Problem(
        'SCANNER_DOWN',
        'The virus scanner gives no answer; the file was not kept. Send it again later.',
        {
          headers: { 'retry-after': '30' },
        },
      )
    }
  }
}

async function converse(host: string, port: number, path: string, waitMs: number): Promise<string> {
  const socket = connect({ host, port })
  const answer = readAnswer(socket)
  // The answer may fail while the file is still being sent; it is awaited below all the same.
  answer.catch(() => {})
  socket.setTimeout(waitMs, () => socket.destroy(new Error('the scanner is silent')))
  try {
    await once(socket, 'connect')
    socket.write('zINSTREAM\0')
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
      const length = Buffer.alloc(4)
      length.writeUInt32BE((chunk as Buffer).length)
      socket.write(length)
      if (!socket.write(chunk as Buffer)) await Promise.race([once(socket, 'drain'), answer])
    }
    socket.write(Buffer.alloc(4))
    return await answer
  } finally {
    socket.destroy()
  }
}

/** The scanner's word, ended by a NUL or by the end of the connection. */
async function readAnswer(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket) {
    text += String(chunk)
    if (text.includes('\0')) break
  }
  return text.split('\0')[0]?.trim() ?? ''
}
