import type { Stripped } from './stripped.ts'

interface Box {
  at: number
  /** Where its content begins. */
  body: number
  end: number
  type: string
}

const containers = new Set(['moov', 'trak', 'moof', 'traf'])
const telling = new Set(['udta', 'meta', 'uuid', 'loci', 'XMP_', '©xyz'])
const deepest = 8

/**
 * Blanks the boxes that tell about place and device (`udta` with ©xyz and loci, `meta`, `uuid` of XMP): they become free space of the
 * same length, so that no offset into the film changes. What follows the last box makes the file no MP4.
 */
export function stripMp4(file: Buffer): Stripped | null {
  const kept = Buffer.from(file)
  const picture: Buffer[] = []
  if (!blank(kept, 0, kept.length, 0, picture) || picture.length === 0) return null
  return { kept, picture }
}

function blank(file: Buffer, from: number, to: number, depth: number, picture: Buffer[]): boolean {
  for (let at = from; at < to;) {
    const box = boxAt(file, at, to)
    if (!box) return false
    if (telling.has(box.type)) {
      file.write('free', box.at + 4, 'latin1')
      file.fill(0, box.body, box.end)
    } else if (box.type === 'mdat') picture.push(file.subarray(box.body, box.end))
    else if (containers.has(box.type) && depth < deepest) {
      if (!blank(file, box.body, box.end, depth + 1, picture)) return false
    }
    at = box.end
  }
  return true
}

function boxAt(file: Buffer, at: number, to: number): Box | null {
  if (at + 8 > to) return null
  const size = file.readUInt32BE(at)
  const type = file.toString('latin1', at + 4, at + 8)
  if (size === 0) return { at, body: at + 8, end: to, type }
  if (size !== 1) return size < 8 || at + size > to ? null : { at, body: at + 8, end: at + size, type }
  if (at + 16 > to) return null
  const long = file.readBigUInt64BE(at + 8)
  return long < 16n || long > BigInt(to - at) ? null : { at, body: at + 16, end: at + Number(long), type }
}
