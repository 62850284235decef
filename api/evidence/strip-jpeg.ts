import { orientationOf, tiffOfOrientation } from './orientation.ts'
import type { Stripped } from './stripped.ts'

const startOfScan = 0xda
const endOfImage = 0xd9
const exifName = Buffer.from('Exif\0\0', 'latin1')

/**
 * Leaves out every segment of applications and comments (Exif, XMP, IPTC, makers' own) but JFIF, the colour profile and Adobe's
 * colour transform, and whatever follows the end of the image. Which way up is kept as the only word of Exif.
 */
export function stripJpeg(file: Buffer): Stripped | null {
  if (file.length < 4 || file[0] !== 0xff || file[1] !== 0xd8) return null
  const kept: Buffer[] = [file.subarray(0, 2)]
  const picture: Buffer[] = []
  let scanned = false
  for (let at = 2; ;) {
    const marker = file[at + 1]
    if (file[at] !== 0xff || marker === undefined) return null
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) {
      kept.push(file.subarray(at, at + 2))
      return scanned ? { kept: Buffer.concat(kept), picture } : null
    }
    const end = endOfSegment(file, at)
    if (end === null) return null
    const segment = file.subarray(at, end)
    if (isOfPicture(marker)) picture.push(segment)
    const rest = keptOf(marker, segment)
    if (rest) kept.push(rest)
    if (marker === startOfScan) scanned = true
    at = end
  }
}

/** Where a segment ends; a scan takes its coded data with it. null when the file ends before. */
function endOfSegment(file: Buffer, at: number): number | null {
  if (at + 4 > file.length) return null
  const length = file.readUInt16BE(at + 2)
  const end = at + 2 + length
  if (length < 2 || end > file.length) return null
  return file[at + 1] === startOfScan ? endOfScan(file, end) : end
}

// Within coded data FF is followed by 0 or by a restart mark; anything else is the next segment.
function endOfScan(file: Buffer, from: number): number | null {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1]
    if (next === undefined) return null
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return null
}

function isOfPicture(marker: number): boolean {
  return (marker < 0xe0 || marker > 0xef) && marker !== 0xfe
}

function keptOf(marker: number, segment: Buffer): Buffer | null {
  if (isOfPicture(marker)) return segment
  const name = segment.toString('latin1', 4, 16)
  if (marker === 0xe0) return name.startsWith('JFIF\0') ? jfif(segment) : null
  if (marker === 0xe2) return name.startsWith('ICC_PROFILE\0') ? segment : null
  if (marker === 0xee) return name.startsWith('Adobe') ? segment : null
  return marker === 0xe1 ? exif(segment) : null
}

/** JFIF without its thumbnail, which may show what was cut away. */
function jfif(segment: Buffer): Buffer | null {
  if (segment.length < 18) return null
  const plain = Buffer.from(segment.subarray(0, 18))
  plain.writeUInt16BE(16, 2)
  plain.writeUInt16BE(0, 16)
  return plain
}

function exif(segment: Buffer): Buffer | null {
  if (!segment.subarray(4, 10).equals(exifName)) return null
  const orientation = orientationOf(segment.subarray(10))
  if (orientation === 1) return null
  const body = Buffer.concat([exifName, tiffOfOrientation(orientation)])
  if (4 + body.length > segment.length) return null
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])
}
