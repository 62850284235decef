import type { Checkpoint, VerifierKey } from '#engine/history/checkpoint.ts'
import { notesIn } from './folder-sink.ts'
import { openNote } from './notes.ts'

/** A checkpoint that somebody outside the database holds. */
export interface HeldNote {
  file: string
  checkpoint: Checkpoint
}

/** What a place of notes holds. */
export interface HeldPlace {
  folder: string
  notes: HeldNote[]
  /** Notes that no key we know has signed, or whose signature is not its own. */
  unsigned: number
  /** It could not be read at all. */
  lost: boolean
}

/** Reads a folder of notes, as far as it can be read. Nothing in it that is not signed counts. */
export async function readHeldPlace(folder: string, keys: readonly VerifierKey[]): Promise<HeldPlace> {
  const place: HeldPlace = { folder, notes: [], unsigned: 0, lost: false }
  try {
    for await (const { file, note } of notesIn(folder)) {
      const opened = openNote(note, keys)
      if (opened !== null && opened.signedBy.includes(opened.checkpoint.origin))
        place.notes.push({ file, checkpoint: opened.checkpoint })
      else place.unsigned += 1
    }
  } catch {
    place.lost = true
  }
  return place
}
