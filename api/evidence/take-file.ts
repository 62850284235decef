import { createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../problem.ts'
import { checkPixels, headBytes, kindOf } from './kind-of.ts'
import type { Scan } from './scan-clamd.ts'
import { keptOf } from './strip.ts'

/** Largest file taken: 50 MB. */
export const mostBytes = 50 * 1_048_576

/** A file on its way in: what will be kept of it lies on disk, measured, its kind read from its own bytes. */
export interface TakenFile {
  path: string
  mediaType: string
  bytes: number
  sha256: string
  /** Known again although a messenger rewrote what stands around the picture. */
  pictureSha256: string
}

interface Incoming {
  /** Folder of files on their way in. */
  folder: string
  scratchName: string
  /** Asks the virus scanner; null = none is set. */
  scan: Scan | null
}

/**
 * Writes an upload to a scratch file, reads what it is from its bytes, has it scanned, and takes location and device out of it; all
 * hashes are of what is kept. Codes: CONTENT_MISMATCH (415), ARCHIVE_REFUSED, INFECTED (422), PIXELS, FILE_TOO_LARGE (413),
 * SCANNER_DOWN (503). The caller keeps or drops the file; a refused one is gone.
 */
export async function takeFile(
  { folder, scratchName, scan }: Incoming,
  stream: Readable & { truncated?: boolean },
): Promise<TakenFile> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `.${scratchName}.part`)
  try {
    await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    if (stream.truncated) throw new Problem('FILE_TOO_LARGE', 'The file is larger than 50 MB. Send a smaller one.')
    const mediaType = kindOf(await headOf(path))
    if (scan) await scan(path)
    const kept = keptOf(mediaType, await readFile(path))
    if (!kept) throw broken(mediaType)
    checkPixels(mediaType, kept.bytes)
    await overwrite(path, kept.bytes)
    const { sha256, pictureSha256 } = kept
    return { path, mediaType, bytes: kept.bytes.length, sha256, pictureSha256 }
  } catch (error) {
    await dropFile(path)
    throw error
  }
}

/** Removes a scratch file, if it is still there. */
export async function dropFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

function broken(mediaType: string): Problem {
  return new Problem(
    'CONTENT_MISMATCH',
    `The file begins as ${mediaType} but is cut off or not built as one. Open and save it again, or take it anew.`,
  )
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Once this ends the bytes outlive a crash of the machine. */
async function overwrite(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
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
