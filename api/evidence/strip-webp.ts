import { orientationOf, tiffOfOrientation } from './orientation.ts'
import type { Stripped } from './stripped.ts'

const ofPicture = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF'])
const exifBit = 0x08
const xmpBit = 0x04

/** Leaves out every chunk but those of the picture and its colour profile (Exif, XMP, makers' own), and what follows the end. */
export function stripWebp(file: Buffer): Stripped | null {
  if (file.length < 20) return null
  const end = 8 + file.readUInt32LE(4)
  if (end > file.length) return null
  const kept: Buffer[] = []
  const picture: Buffer[] = []
  let header: Buffer | null = null
  for (let at = 12; at < end;) {
    if (at + 8 > end) return null
    const type = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    // A chunk of odd length is followed by a byte of padding, which some writers leave out at the very end.
    const next = Math.min(at + 8 + size + (size % 2), end)
    if (at + 8 + size > end) return null
    const chunk = file.subarray(at, next)
    if (type === 'VP8X' && size >= 10) kept.push((header = plainHeader(chunk)))
    else if (ofPicture.has(type)) {
      kept.push(chunk)
      picture.push(chunk)
    } else if (type === 'ICCP') kept.push(chunk)
    else if (type === 'EXIF' && header) {
      const rest = exif(chunk)
      if (rest) kept.push(rest)
      if (rest) header[8] = (header[8] ?? 0) | exifBit
    }
    at = next
  }
  return picture.length === 0 ? null : { kept: riff(kept), picture }
}

function plainHeader(chunk: Buffer): Buffer {
  const header = Buffer.from(chunk)
  header[8] = (header[8] ?? 0) & ~(exifBit | xmpBit)
  return header
}

function exif(chunk: Buffer): Buffer | null {
  const body = chunk.subarray(8)
  const named = body.toString('latin1', 0, 6) === 'Exif\0\0'
  const orientation = orientationOf(named ? body.subarray(6) : body)
  const tiff = tiffOfOrientation(orientation)
  if (orientation === 1 || 8 + tiff.length > chunk.length) return null
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1')
  head.writeUInt32LE(tiff.length, 4)
  return Buffer.concat([head, tiff])
}

function riff(chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
