import { crc32 } from '#api/evidence/crc32.ts'

/** Small files of each kind, made by hand from their parts: what a camera or messenger would write. */

const be16 = (n: number) => Buffer.from([n >> 8, n & 0xff])
const be32 = (n: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}
const le32 = (n: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(n)
  return bytes
}
const text = (words: string) => Buffer.from(words, 'latin1')

/** A TIFF part with which way up, and a place in clear text behind it. */
export function tiff(orientation: number, place: string, little = false): Buffer {
  const u16 = (n: number) => (little ? Buffer.from([n & 0xff, n >> 8]) : be16(n))
  const u32 = (n: number) => (little ? le32(n) : be32(n))
  const entry = Buffer.concat([u16(0x0112), u16(3), u32(1), u16(orientation), u16(0)])
  return Buffer.concat([text(little ? 'II' : 'MM'), u16(42), u32(8), u16(1), entry, u32(0), text(place)])
}

/** One segment of a JPEG. */
export function segment(marker: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), be16(body.length + 2), body])
}

const jfif = segment(0xe0, Buffer.concat([text('JFIF\0'), Buffer.from([1, 1, 0, 0, 1, 0, 1, 0, 0])]))
const tables = segment(0xdb, Buffer.alloc(65, 1))
const frame = (width: number, height: number) =>
  segment(0xc0, Buffer.concat([Buffer.from([8]), be16(height), be16(width), Buffer.from([1, 1, 0x11, 0])]))
const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
])
const end = Buffer.from([0xff, 0xd9])
const start = Buffer.from([0xff, 0xd8])

/** A JPEG with these segments of applications; everything of the picture itself is always the same. */
export function jpeg(extra: Buffer[] = [], { tail = Buffer.alloc(0), width = 4, height = 2, seed = 0 } = {}): Buffer {
  const data = Buffer.from(scan)
  data[data.length - 1] = seed
  return Buffer.concat([start, jfif, ...extra, tables, frame(width, height), data, end, tail])
}

export const exif = (orientation: number, place: string, little = false) =>
  segment(0xe1, Buffer.concat([text('Exif\0\0'), tiff(orientation, place, little)]))
export const xmp = (place: string) => segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0<x>${place}</x>`))
export const iptc = (place: string) => segment(0xed, text(`Photoshop 3.0\0 8BIM ${place}`))
export const comment = (words: string) => segment(0xfe, text(words))
export const colours = segment(0xe2, text('ICC_PROFILE\0 the profile'))

/** One chunk of a PNG. */
export function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([text(type), body])
  return Buffer.concat([be32(body.length), named, be32(crc32(named))])
}

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const header = (width: number, height: number) =>
  chunk('IHDR', Buffer.concat([be32(width), be32(height), Buffer.from([8, 2, 0, 0, 0])]))

/** A PNG with these chunks before its data. */
export function png(extra: Buffer[] = [], tail = Buffer.alloc(0), width = 1): Buffer {
  const data = chunk('IDAT', text('pixels of the picture'))
  return Buffer.concat([pngHead, header(width, 1), ...extra, data, chunk('IEND', Buffer.alloc(0)), tail])
}

/** One chunk of a WebP. */
export function riffChunk(type: string, body: Buffer): Buffer {
  return Buffer.concat([text(type), le32(body.length), body, Buffer.alloc(body.length % 2)])
}

/** A WebP of the extended form, its flags saying what is in it. */
export function webp(extra: Buffer[] = [], flags = 0, tail = Buffer.alloc(0)): Buffer {
  const vp8x = riffChunk('VP8X', Buffer.from([flags, 0, 0, 0, 3, 0, 0, 1, 0, 0]))
  const body = Buffer.concat([text('WEBP'), vp8x, riffChunk('VP8 ', text('the picture!')), ...extra])
  return Buffer.concat([text('RIFF'), le32(body.length), body, tail])
}

/** One box of an MP4. */
export function box(type: string, ...bodies: Buffer[]): Buffer {
  const body = Buffer.concat(bodies)
  return Buffer.concat([be32(body.length + 8), text(type), body])
}

/** An MP4 whose film says where it was taken, in each way phones do. */
export function mp4(place: string): Buffer {
  const udta = box('udta', box('©xyz', text(place)), box('loci', text(place)))
  const meta = box('meta', text(`com.apple.quicktime.location.ISO6709 ${place}`))
  const track = box('trak', box('tkhd', text('head')), box('udta', text(place)), box('mdia', text('samples')))
  const moov = box('moov', box('mvhd', text('times')), track, udta, meta)
  return Buffer.concat([box('ftyp', text('isom')), moov, box('uuid', text(place)), box('mdat', text('the film'))])
}
