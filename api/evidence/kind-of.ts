import { Problem } from '../problem.ts'
import { imageSize } from './image-size.ts'

const mostPixels = 100_000_000

/** Bytes from the beginning of a file that tell its kind. */
export const headBytes = 1_024

type Kind = { mediaType: string; is: (head: Buffer) => boolean }

const begins = (...bytes: number[]) => {
  const mark = Buffer.from(bytes)
  return (head: Buffer) => head.subarray(0, mark.length).equals(mark)
}

const kinds: Kind[] = [
  { mediaType: 'image/png', is: begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { mediaType: 'image/jpeg', is: begins(0xff, 0xd8, 0xff) },
  { mediaType: 'image/gif', is: (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6)) },
  {
    mediaType: 'image/webp',
    is: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  },
  { mediaType: 'application/pdf', is: (head) => head.toString('latin1', 0, 5) === '%PDF-' },
  {
    mediaType: 'video/mp4',
    is: (head) =>
      head.toString('latin1', 4, 8) === 'ftyp' && !/^(heic|heix|mif1|avif)/.test(head.toString('latin1', 8, 12)),
  },
]

// zip (also xlsx, docx, apk; empty and split), rar, 7z, gzip, bzip2, xz, zstd, cabinet.
const archives = [
  begins(0x50, 0x4b, 0x03, 0x04),
  begins(0x50, 0x4b, 0x05, 0x06),
  begins(0x50, 0x4b, 0x07, 0x08),
  begins(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07),
  begins(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  begins(0x1f, 0x8b),
  begins(0x42, 0x5a, 0x68),
  begins(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00),
  begins(0x28, 0xb5, 0x2f, 0xfd),
  begins(0x4d, 0x53, 0x43, 0x46),
  (head: Buffer) => head.toString('latin1', 257, 262) === 'ustar',
]

/**
 * Reads what a file is from its first bytes; its name and the declared type count for nothing.
 * Errors: ARCHIVE_REFUSED (422; nothing is unpacked), CONTENT_MISMATCH (415).
 */
export function kindOf(head: Buffer): string {
  if (archives.some((is) => is(head))) {
    throw new Problem(
      'ARCHIVE_REFUSED',
      'The file is an archive or an office document (zip, xlsx, rar, 7z, gz …); none is opened here. Send its pictures or a PDF.',
    )
  }
  const kind = kinds.find(({ is }) => is(head))
  if (!kind) {
    throw new Problem(
      'CONTENT_MISMATCH',
      'The file is none of PNG, JPEG, WebP, GIF, PDF or MP4 by its content. Send one of these.',
    )
  }
  return kind.mediaType
}

/** Refuses a picture that would unfold to more than 100 million pixels: PIXELS (413). */
export function checkPixels(mediaType: string, file: Buffer): void {
  const size = imageSize(mediaType, file)
  if (!size || size.width * size.height <= mostPixels) return
  throw new Problem(
    'PIXELS',
    `The picture has ${size.width} × ${size.height} pixels; at most 100 million are taken. Scale it down.`,
  )
}
