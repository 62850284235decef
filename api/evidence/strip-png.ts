import { crc32 } from './crc32.ts'
import { orientationOf, tiffOfOrientation } from './orientation.ts'
import type { Stripped } from './stripped.ts'

const signature = 8
const ofPicture = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT'])
const ofColour = new Set(['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'pHYs', 'bKGD', 'mDCV', 'cLLI'])

/** Leaves out every chunk but those of the picture and its colours (texts, times, Exif, makers' own), and what follows the end. */
export function stripPng(file: Buffer): Stripped | null {
  const kept: Buffer[] = [file.subarray(0, signature)]
  const picture: Buffer[] = []
  for (let at = signature; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at)
    if (end > file.length) return null
    const type = file.toString('latin1', at + 4, at + 8)
    if ((at === signature) !== (type === 'IHDR')) return null
    const chunk = file.subarray(at, end)
    if (ofPicture.has(type)) picture.push(chunk)
    const rest = keptOf(type, chunk)
    if (rest) kept.push(rest)
    if (type === 'IEND') return { kept: Buffer.concat(kept), picture }
    at = end
  }
  return null
}

function keptOf(type: string, chunk: Buffer): Buffer | null {
  if (ofPicture.has(type) || ofColour.has(type)) return chunk
  if (type !== 'eXIf') return null
  const orientation = orientationOf(chunk.subarray(8, -4))
  if (orientation === 1) return null
  const body = Buffer.concat([Buffer.from('eXIf', 'latin1'), tiffOfOrientation(orientation)])
  if (8 + body.length > chunk.length) return null
  const rest = Buffer.alloc(8 + body.length)
  rest.writeUInt32BE(body.length - 4, 0)
  body.copy(rest, 4)
  rest.writeUInt32BE(crc32(body), 4 + body.length)
  return rest
}
