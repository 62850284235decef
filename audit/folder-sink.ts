import { open, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkpoint } from '#engine/history/checkpoint.ts'
import { readCheckpoint, readNote } from '#engine/history/checkpoint.ts'
import { splitNotes } from './notes.ts'

/** A folder outside the database that keeps every note of a log: `<log>/<day>.notes`, only ever added to. */
export class FolderSink {
  readonly folder: string
  private readonly place: string
  private newest: Checkpoint | null | undefined

  /** @param origin name of the log; it is a plain word. */
  constructor(folder: string, origin: string) {
    this.folder = folder
    this.place = join(folder, origin)
  }

  /** The newest checkpoint it holds. @throws when it cannot be read. */
  async last(): Promise<Checkpoint | null> {
    if (this.newest !== undefined) return this.newest
    await mkdir(this.place, { recursive: true })
    let newest: Checkpoint | null = null
    for (const day of (await daysIn(this.place)).reverse()) {
      const all = checkpointsIn(await readFile(join(this.place, day), 'utf8'))
      newest = all.reduce<Checkpoint | null>((most, one) => (most !== null && most.size >= one.size ? most : one), null)
      if (newest !== null) break
    }
    this.newest = newest
    return newest
  }

  /** Adds notes, in order, and waits until the disk has them. @throws when it cannot; what was added stays. */
  async append(notes: readonly string[], today: string): Promise<void> {
    this.newest = undefined
    await mkdir(this.place, { recursive: true })
    const file = await open(join(this.place, `${today}.notes`), 'a+')
    try {
      const { size } = await file.stat()
      const end = size < 2 ? '\n\n' : (await file.read(Buffer.alloc(2), 0, 2, size - 2)).buffer.toString()
      // A note that was cut off while it was written must not swallow the next one.
      const text = notes.map((note) => `${note}\n`).join('')
      await file.appendFile(size === 0 || end === '\n\n' ? text : `\n\n${text}`)
      await file.sync()
    } finally {
      await file.close()
    }
  }
}

export interface SunkNote {
  /** Name of the log, as the folder says. */
  origin: string
  file: string
  note: string
}

/** Every note in a folder of notes, oldest days first. @throws when it cannot be read. */
export async function* notesIn(folder: string): AsyncGenerator<SunkNote> {
  for (const entry of (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory())) {
    for (const day of await daysIn(join(folder, entry.name))) {
      const file = join(folder, entry.name, day)
      for (const note of splitNotes(await readFile(file, 'utf8'))) yield { origin: entry.name, file, note }
    }
  }
}

async function daysIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.notes')).sort()
}

function checkpointsIn(text: string): Checkpoint[] {
  return splitNotes(text).flatMap((note) => {
    const checkpoint = readCheckpoint(readNote(note)?.body ?? '')
    return checkpoint === null ? [] : [checkpoint]
  })
}
