import { createHash } from 'node:crypto'
import { stripJpeg } from './strip-jpeg.ts'
import { stripMp4 } from './strip-mp4.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'
import type { Strip } from './stripped.ts'

const byMediaType: Record<string, Strip> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'video/mp4': stripMp4,
}

/** What is kept of a file, and the hash by which the same picture is known again. */
export interface Kept {
  bytes: Buffer
  sha256: string
  /** Of the picture's own data; of the whole file for kinds that are kept as they came. */
  pictureSha256: string
}

/** Takes location and device out of a file; null when it is not built as its kind says. GIF and PDF are kept as they came. */
export function keptOf(mediaType: string, file: Buffer): Kept | null {
  const strip = byMediaType[mediaType]
  const stripped = strip ? strip(file) : { kept: file, picture: [file] }
  if (!stripped) return null
  const { kept, picture } = stripped
  return { bytes: kept, sha256: hashOf([kept]), pictureSha256: hashOf(picture) }
}

function hashOf(parts: readonly Buffer[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
