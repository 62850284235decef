import { mkdtempSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scan } from '#api/evidence/scan-clamd.ts'
import { clamdScan } from '#api/evidence/scan-clamd.ts'
import { cleanName, takeFile } from '#api/evidence/take-file.ts'
import { jpeg, mp4, png, webp } from './media.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhangfa-taken-'))
let names = 0
const take = (bytes: Buffer, scan: Scan | null = null) =>
  takeFile({ folder, scratchName: String((names += 1)), scan }, Readable.from([bytes]))
const hex = (words: string) => Buffer.from(words.replaceAll(' ', ''), 'hex')
const zipOf = (name: string, flags = 0) =>
  Buffer.concat([
    hex('504b0304 1400'),
    Buffer.from([flags, 0]),
    Buffer.alloc(18),
    Buffer.from([name.length, 0, 0, 0]),
    Buffer.from(name),
  ])

describe('what a file is decides its content, never its name', () => {
  test.each<[string, Buffer, string]>([
    ['HTML', Buffer.from('<html><script>alert(1)</script></html>'), 'CONTENT_MISMATCH'],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'CONTENT_MISMATCH'],
    ['a program of Windows', hex('4d5a9000'), 'CONTENT_MISMATCH'],
    ['a program of Linux', hex('7f454c46'), 'CONTENT_MISMATCH'],
    ['HTML with the first bytes of a JPEG', Buffer.concat([hex('ffd8ff'), Buffer.from('<html>')]), 'CONTENT_MISMATCH'],
    ['a HEIC', Buffer.concat([hex('00000018'), Buffer.from('ftypheic')]), 'CONTENT_MISMATCH'],
    ['nothing', Buffer.alloc(0), 'CONTENT_MISMATCH'],
    ['a zip whose entry climbs out', zipOf('../../etc/passwd'), 'ARCHIVE_REFUSED'],
    ['a zip within a zip', zipOf('inner.zip'), 'ARCHIVE_REFUSED'],
    ['a locked zip', zipOf('a', 1), 'ARCHIVE_REFUSED'],
    ['an xlsx, which may unfold to 200 MB', zipOf('[Content_Types].xml'), 'ARCHIVE_REFUSED'],
    ['an empty zip', hex('504b0506'), 'ARCHIVE_REFUSED'],
    ['a rar', hex('526172211a0700'), 'ARCHIVE_REFUSED'],
    ['a 7z', hex('377abcaf271c'), 'ARCHIVE_REFUSED'],
    ['a gz, which may be a bomb', hex('1f8b08'), 'ARCHIVE_REFUSED'],
    ['a tar', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar')]), 'ARCHIVE_REFUSED'],
    ['a PNG of 50,000 × 50,000', wide(), 'PIXELS'],
    ['a JPEG of 65,535 × 65,535', jpeg([], { width: 65_535, height: 65_535 }), 'PIXELS'],
    ['a JPEG cut off', jpeg().subarray(0, -3), 'CONTENT_MISMATCH'],
    ['an MP4 cut off', mp4('x').subarray(0, -3), 'CONTENT_MISMATCH'],
  ])('%s: refused, and nothing is left', async (_name, bytes, code) => {
    await expect(take(bytes)).rejects.toMatchObject({ code })
    expect(await readdir(folder)).toEqual([])
  })

  test.each<[string, Buffer, string]>([
    ['a JPEG', jpeg(), 'image/jpeg'],
    ['a PNG', png(), 'image/png'],
    ['a WebP', webp(), 'image/webp'],
    ['an MP4', mp4('x'), 'video/mp4'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'application/pdf'],
  ])('%s is taken', async (_name, bytes, mediaType) => {
    expect(await take(bytes)).toMatchObject({ mediaType, bytes: bytes.length })
  })

  /** Its data would say the same: only the head lies about how large it unfolds. */
  function wide(): Buffer {
    const picture = png()
    picture.writeUInt32BE(50_000, 16)
    picture.writeUInt32BE(50_000, 20)
    return picture
  }
})

test.each([
  ['../../a.jpg', 'a.jpg'],
  ['C:\\photos\\b.jpg', 'b.jpg'],
  ['a\r\nSet-Cookie: x.jpg', 'aSet-Cookie x.jpg'],
  ['"; x=".jpg', ' x=.jpg'.trim()],
  ['con', 'con'],
  ['...', 'file'],
  ['', 'file'],
  [`${'长'.repeat(300)}.jpg`, '长'.repeat(120)],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanName(given)).toBe(kept)
})

describe('a scanner', () => {
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
  const heard: string[] = []
  // Speaks clamd's own protocol: INSTREAM, lengths, an empty piece, an answer ended by NUL.
  const clamd = createServer((socket) => {
    let got = Buffer.alloc(0)
    socket.on('data', (part) => {
      got = Buffer.concat([got, part])
      const command = 'zINSTREAM\0'
      if (got.toString('latin1', 0, command.length) !== command) return void socket.end('UNKNOWN COMMAND\0')
      const file: Buffer[] = []
      for (let at = command.length; at + 4 <= got.length;) {
        const length = got.readUInt32BE(at)
        if (length === 0) {
          const whole = Buffer.concat(file)
          heard.push(whole.toString('latin1', 0, 5))
          return void socket.end(whole.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
        }
        file.push(got.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
    socket.on('error', () => {})
  })
  const silent = createServer(() => {})
  const portOf = (server: typeof clamd) => (server.address() as AddressInfo).port
  beforeAll(async () => {
    for (const server of [clamd, silent]) await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  })
  afterAll(() => {
    clamd.close()
    silent.close()
  })
  const scanAt = (port: number, waitMs = 2_000) => clamdScan({ host: '127.0.0.1', port }, waitMs)

  test('lets a clean file pass, and sees all of a large one', async () => {
    const large = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(3_000_000, 32)])
    expect(await take(large, scanAt(portOf(clamd)))).toMatchObject({ bytes: large.length })
    expect(heard).toEqual(['%PDF-'])
  })

  test('refuses EICAR, even where it would have been left out', async () => {
    const before = await readdir(folder)
    await expect(take(Buffer.from(`%PDF-${eicar}`), scanAt(portOf(clamd)))).rejects.toMatchObject({ code: 'INFECTED' })
    const behind = jpeg([], { tail: Buffer.from(eicar) })
    await expect(take(behind, scanAt(portOf(clamd)))).rejects.toMatchObject({ code: 'INFECTED' })
    expect(await readdir(folder)).toEqual(before)
  })

  test('that is down or silent keeps every file out', async () => {
    const before = await readdir(folder)
    await expect(take(png(), scanAt(1))).rejects.toMatchObject({ code: 'SCANNER_DOWN', status: 503 })
    await expect(take(png(), scanAt(portOf(silent), 200))).rejects.toMatchObject({ code: 'SCANNER_DOWN' })
    expect(await readdir(folder)).toEqual(before)
  })
})
