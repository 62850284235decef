import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { firstHash } from '#engine/history/chain.ts'

/** A line of `events.jsonl`. */
export interface EventLine {
  idx: number | null
  run: string
  seq: number
  hash: string
  body: string
}

/** An export in hand, to be tampered with. */
export class OpenedExport {
  readonly folder: string
  /** Files that were changed; null = taken away. */
  readonly changed = new Map<string, string | null>()

  constructor(folder: string) {
    this.folder = folder
  }

  read(name: string): string {
    return this.changed.get(name) ?? readFileSync(join(this.folder, name), 'utf8')
  }

  write(name: string, text: string): void {
    this.changed.set(name, text)
  }

  lines<Line>(name: string): Line[] {
    return this.read(name)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line)
  }

  writeLines(name: string, lines: readonly unknown[]): void {
    this.write(name, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }

  /** Works the hashes of a run out again, as somebody would who may write anything. */
  rechain(lines: EventLine[], run: string): void {
    let previous = firstHash
    for (const line of lines.filter((one) => one.run === run)) {
      line.hash = createHash('sha256').update(`${previous}\n${line.body}`).digest('hex')
      previous = line.hash
    }
  }

  /** Makes the manifest say what lies here now. */
  remakeManifest(): void {
    const manifest = JSON.parse(this.read('manifest.json')) as {
      runs: Record<string, { seq: number; hash: string }>
      files: { name: string; sha256: string }[]
    }
    manifest.runs = {}
    for (const { run, seq, hash } of this.lines<EventLine>('events.jsonl')) manifest.runs[run] = { seq, hash }
    manifest.files = manifest.files
      .filter(({ name }) => this.changed.get(name) !== null)
      .map((file) => (this.changed.has(file.name) ? { ...file, sha256: sha(this.read(file.name)) } : file))
    this.write('manifest.json', JSON.stringify(manifest))
  }

  /** Puts it into a folder of its own; what was not touched is shared. */
  save(folder: string): void {
    for (const name of namesIn(this.folder)) {
      const text = this.changed.get(name)
      if (text === null) continue
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      if (text === undefined) linkSync(join(this.folder, name), join(folder, name))
      else writeFileSync(join(folder, name), text)
    }
  }
}

function namesIn(folder: string, before = ''): string[] {
  return readdirSync(join(folder, before), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? namesIn(folder, join(before, entry.name)) : [join(before, entry.name)],
  )
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
