import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../problem.ts'
import { imageSize } from './image-size.ts'

/** Largest file taken: 50 MB. */
export const mostBytes = 50 * 1_048_576
const mostPixels = 100_000_000
const headBytes = 262_144

/** A file on its way in: on disk, measured, its kind read from its own bytes. */
export interface TakenFile {
  path: string
  mediaType: string
  bytes: number
  sha256: string
}

const kinds: { mediaType: string; is: (head: Buffer) => boolean }[] = [
  {
    mediaType: 'image/png',
    is: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  },
  { mediaType: 'image/jpeg', is: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { mediaType: 'image/gif', is: (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6)) },
  {
    mediaType: 'image/webp',
    is: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  },
  { mediaType: 'application/pdf', is: (head) => head.toString('latin1', 0, 5) === '%PDF-' },
  {
    mediaType: 'video/mp4',
    is: (head) => head.toString('latin1', 4, 8) === 'ftyp' && !head.toString('latin1', 8, 12).startsWith('heic'),
  },
]

/**
 * Writes an upload to a scratch file while hashing it, then reads what it is from its bytes; name and declared type count for
 * nothing. Codes: CONTENT_MISMATCH (415), PIXELS, FILE_TOO_LARGE (413). The caller keeps or drops the file.
 */
export async function takeFile(
  folder: string,
  scratchName: string,
  stream: Readable & { truncated?: boolean },
): Promise<TakenFile> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `.${scratchName}.part`)
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
    if (stream.truncated) throw new Problem('FILE_TOO_LARGE', 'The file is larger than 50 MB. Send a smaller one.')
    return { path, bytes, sha256: hash.digest('hex'), mediaType: await kindOf(path) }
  } catch (error) {
    await dropFile(path)
    throw error
  }
}

/** Gives a taken file its lasting name, and answers that name. */
export async function keepFile(folder: string, file: TakenFile, id: string): Promise<string> {
  await rename(file.path, join(folder, id))
  return id
}

/** Removes a scratch file, if it is still there. */
export async function dropFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

async function kindOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const head = buffer.subarray(0, bytesRead)
    const kind = kinds.find(({ is }) => is(head))
    if (!kind) {
      throw new Problem(
        'CONTENT_MISMATCH',
        'The file is none of PNG, JPEG, WebP, GIF, PDF or MP4 by its content. Send one of these.',
      )
    }
    const size = imageSize(kind.mediaType, head)
    if (size && size.width * size.height > mostPixels) {
      throw new Problem(
        'PIXELS',
        `The picture has ${size.width} × ${size.height} pixels; at most 100 million are taken. Scale it down.`,
      )
    }
    return kind.mediaType
  } finally {
    await file.close()
  }
}

/** A file name that is safe in a header and in a list: no path, no control characters, at most 120 characters. */
export function cleanName(given: string | undefined): string {
  const base = (given ?? '').split(/[/\\]/).at(-1) ?? ''
  const plain = base
    .replace(/[\p{Cc}"<>|:*?;]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  return [...plain].slice(0, 120).join('') || 'file'
}
