import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file to be packed: text, or bytes as they are read. */
export interface ZipEntry {
  name: string
  content: string | AsyncIterable<Uint8Array>
}

/** What was packed, for the list at the end. */
export interface PackedFile {
  name: string
  bytes: number
  sha256: string
}

/**
 * A zip made while it is sent, one file after another, so that many pictures need little memory.
 * @param list makes the last entry from all the others.
 */
export function zipStream(entries: Iterable<ZipEntry>, list: (packed: readonly PackedFile[]) => ZipEntry): Readable {
  return Readable.from(pack(entries, list))
}

async function* pack(
  entries: Iterable<ZipEntry>,
  list: (packed: readonly PackedFile[]) => ZipEntry,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failure = error
    else ready.push(chunk)
  })
  const packed: PackedFile[] = []
  const all = function* () {
    yield* entries
    yield list(packed)
  }
  for (const { name, content } of all()) {
    const texts = typeof content === 'string'
    const file = texts ? new ZipDeflate(name) : new ZipPassThrough(name)
    const hash = createHash('sha256')
    let bytes = 0
    zip.add(file)
    for await (const part of texts ? [strToU8(content)] : content) {
      hash.update(part)
      bytes += part.length
      file.push(part)
      if (failure !== null) throw failure as Error
      yield* ready.splice(0)
    }
    file.push(new Uint8Array(0), true)
    packed.push({ name, bytes, sha256: hash.digest('hex') })
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}
