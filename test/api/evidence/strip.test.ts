import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { imageSize } from '#api/evidence/image-size.ts'
import { kindOf } from '#api/evidence/kind-of.ts'
import { keptOf } from '#api/evidence/strip.ts'
import { stripJpeg } from '#api/evidence/strip-jpeg.ts'
import { stripMp4 } from '#api/evidence/strip-mp4.ts'
import { stripPng } from '#api/evidence/strip-png.ts'
import { stripWebp } from '#api/evidence/strip-webp.ts'
import * as media from './media.ts'

const place = '31.2304N 121.4737E Shanghai'
const text = (words: string) => Buffer.from(words, 'latin1')
const zipTail = text('PK\u0003\u0004 a zip behind the picture')

describe('what tells where and with what is left out', () => {
  const { jpeg, exif, xmp, iptc, comment, colours, png, chunk, tiff, webp, riffChunk } = media
  const texts = ['tEXt', 'iTXt', 'zTXt', 'tIME'].map((type) => chunk(type, text(place)))
  test.each<[string, string, Buffer, Buffer]>([
    ['a JPEG without anything', 'image/jpeg', jpeg(), jpeg()],
    ['Exif', 'image/jpeg', jpeg([exif(1, place)]), jpeg()],
    [
      'Exif, XMP, IPTC, a comment',
      'image/jpeg',
      jpeg([exif(1, place), xmp(place), iptc(place), comment(place)]),
      jpeg(),
    ],
    ['a colour profile stays', 'image/jpeg', jpeg([exif(1, place), colours]), jpeg([colours])],
    ['which way up stays', 'image/jpeg', jpeg([exif(6, place)]), jpeg([exif(6, '')])],
    ['which way up, little end first', 'image/jpeg', jpeg([exif(8, place, true)]), jpeg([exif(8, '')])],
    ['an impossible way up goes', 'image/jpeg', jpeg([exif(9, place)]), jpeg()],
    ['a film or zip behind a JPEG', 'image/jpeg', jpeg([], { tail: zipTail }), jpeg()],
    ['a PNG without anything', 'image/png', png(), png()],
    ['texts, times, makers’ own', 'image/png', png([...texts, chunk('teLL', text(place))]), png()],
    ['Exif of a PNG', 'image/png', png([chunk('eXIf', tiff(1, place))]), png()],
    ['which way up a PNG is', 'image/png', png([chunk('eXIf', tiff(3, place))]), png([chunk('eXIf', tiff(3, ''))])],
    ['colours of a PNG stay', 'image/png', png([chunk('gAMA', text('1234'))]), png([chunk('gAMA', text('1234'))])],
    ['a zip behind a PNG', 'image/png', png([], zipTail), png()],
    [
      'Exif and XMP of a WebP',
      'image/webp',
      webp([riffChunk('EXIF', tiff(1, place)), riffChunk('XMP ', text(place))], 12),
      webp(),
    ],
    [
      'which way up a WebP is',
      'image/webp',
      webp([riffChunk('EXIF', tiff(6, place))], 8),
      webp([riffChunk('EXIF', tiff(6, ''))], 8),
    ],
    ['a zip behind a WebP', 'image/webp', webp([], 0, zipTail), webp()],
  ])('%s', (_name, mediaType, given, kept) => {
    expect(kindOf(given)).toBe(mediaType)
    const { bytes, pictureSha256 } = keptOf(mediaType, given) ?? expect.unreachable('kept')
    expect(bytes.toString('hex')).toBe(kept.toString('hex'))
    expect(bytes.includes('Shanghai')).toBe(false)
    expect(pictureSha256).toBe(keptOf(mediaType, kept)?.pictureSha256)
  })

  test('an MP4 loses its places but none of its length, so that every offset still holds', () => {
    const given = media.mp4(place)
    const { bytes } = keptOf('video/mp4', given) ?? expect.unreachable('kept')
    expect(bytes.length).toBe(given.length)
    expect(bytes.includes('Shanghai')).toBe(false)
    expect(bytes.indexOf('the film')).toBe(given.indexOf('the film'))
    expect(bytes.includes('samples') && bytes.includes('times')).toBe(true)
  })

  test('another picture has another hash, whatever stands around it', () => {
    const hashOf = (file: Buffer) => keptOf('image/jpeg', file)?.pictureSha256
    expect(hashOf(jpeg([exif(6, place)]))).toBe(hashOf(jpeg([xmp(place)])))
    expect(hashOf(jpeg([], { seed: 1 }))).not.toBe(hashOf(jpeg()))
  })
})

describe('files that are not built as they say', () => {
  const whole = media.jpeg([media.exif(6, place)])
  test.each<[string, Buffer]>([
    ['a JPEG cut off in its data', whole.subarray(0, -4)],
    ['a JPEG cut off in a segment', whole.subarray(0, 40)],
    ['a JPEG with no picture', Buffer.concat([whole.subarray(0, 2), Buffer.from([0xff, 0xd9])])],
    [
      'a segment longer than the file',
      Buffer.concat([whole.subarray(0, 2), Buffer.from([0xff, 0xe1, 0xff, 0xff]), whole]),
    ],
    ['a segment of no length', Buffer.concat([whole.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, 0]), whole])],
  ])('%s', (_name, file) => {
    expect(keptOf('image/jpeg', file)).toBeNull()
  })
  test.each<[string, string, Buffer]>([
    ['a PNG cut off', 'image/png', media.png().subarray(0, -6)],
    [
      'a PNG that begins with another chunk',
      'image/png',
      Buffer.concat([media.png().subarray(0, 8), media.chunk('IDAT', text('x')), media.png().subarray(8)]),
    ],
    ['a WebP longer than its file', 'image/webp', media.webp().subarray(0, -3)],
    ['an MP4 cut off', 'video/mp4', media.mp4(place).subarray(0, -3)],
    ['an MP4 without film', 'video/mp4', media.box('ftyp', text('isom'))],
  ])('%s', (_name, mediaType, file) => {
    expect(keptOf(mediaType, file)).toBeNull()
  })
})

describe('any bytes at all', () => {
  const seeds = [
    media.jpeg([media.exif(6, place), media.xmp(place)]),
    media.png([media.chunk('eXIf', media.tiff(6, place))]),
    media.webp([media.riffChunk('EXIF', media.tiff(6, place))], 8),
    media.mp4(place),
  ]
  const strips = [stripJpeg, stripPng, stripWebp, stripMp4]
  const change = fc.record({ at: fc.nat(400), byte: fc.nat(255), cut: fc.option(fc.nat(400), { freq: 4 }) })

  test('never throw, never grow, and give the same when taken twice', () => {
    const anyFile = fc.tuple(fc.nat(3), fc.array(change, { maxLength: 6 }))
    fc.assert(
      fc.property(anyFile, ([kind, changes]) => {
        const file = Buffer.from(seeds[kind] ?? '')
        for (const { at, byte } of changes) if (at < file.length) file[at] = byte
        const cut = changes.find((one) => one.cut !== null)?.cut ?? file.length
        const given = file.subarray(0, cut)
        imageSize(['image/jpeg', 'image/png', 'image/webp', 'video/mp4'][kind] ?? '', given)
        const strip = strips[kind] ?? stripJpeg
        const once = strip(given)
        if (!once) return
        expect(once.kept.length).toBeLessThanOrEqual(given.length)
        const twice = strip(once.kept)
        expect(twice?.kept.equals(once.kept)).toBe(true)
        expect(Buffer.concat(twice?.picture ?? []).equals(Buffer.concat(once.picture))).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('bytes of chance are refused without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const strip of strips)
          expect(strip(Buffer.from(bytes))?.kept.length ?? 0).toBeLessThanOrEqual(bytes.length)
      }),
    )
  })
})
