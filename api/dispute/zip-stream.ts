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

/**
 * The same for files that are made one after another; their names, sizes and hashes are put into `written` as they leave.
 */
export function packStream(files: AsyncIterable<ZipEntry & { text: boolean }>, written: PackedFile[]): Readable {
  return Readable.from(packEach(files, written))
}

async function* packEach(
  files: AsyncIterable<ZipEntry & { text: boolean }>,
  written: PackedFile[],
): AsyncGenerator<Uint8Array> {
  const zip = new OpenZip()
  for await (const { name, content, text } of files) {
    for await (const ready of zip.add({ name, content }, text, written)) yield ready
  }
  yield* zip.end()
}

async function* pack(
  entries: Iterable<ZipEntry>,
  list: (packed: readonly PackedFile[]) => ZipEntry,
): AsyncGenerator<Uint8Array> {
  const zip = new OpenZip()
  const packed: PackedFile[] = []
  const all = function* () {
    yield* entries
    yield list(packed)
  }
  for (const entry of all()) yield* zip.add(entry, typeof entry.content === 'string', packed)
  yield* zip.end()
}

/** A zip under way. */
class OpenZip {
  private readonly ready: Uint8Array[] = []
  private failure: Error | null = null
  private readonly zip = new Zip((error, chunk) => {
    if (error) this.failure = error
    else this.ready.push(chunk)
  })

  /** Packs a file. @returns what can be sent meanwhile. */
  async *add({ name, content }: ZipEntry, compressed: boolean, packed: PackedFile[]): AsyncGenerator<Uint8Array> {
    const file = compressed ? new ZipDeflate(name) : new ZipPassThrough(name)
    const hash = createHash('sha256')
    let bytes = 0
    this.zip.add(file)
    for await (const part of typeof content === 'string' ? [strToU8(content)] : content) {
      hash.update(part)
      bytes += part.length
      file.push(part)
      if (this.failure !== null) throw this.failure
      yield* this.ready.splice(0)
    }
    file.push(new Uint8Array(0), true)
    packed.push({ name, bytes, sha256: hash.digest('hex') })
    yield* this.ready.splice(0)
  }

  end(): Uint8Array[] {
    this.zip.end()
    return this.ready.splice(0)
  }
}
