import type { DatabaseMade } from './column-types.ts'

/** What the log's key has signed: so many entries under that root. Append-only. */
export interface CheckpointTable {
  /** Name of the log, of its key. */
  origin: string
  size: number
  root: Buffer
  /** The signed note (C2SP tlog-checkpoint). */
  note: string
  at: DatabaseMade<string>
}

/** A witness's signature under a checkpoint. Append-only. */
export interface CheckpointWitnessTable {
  origin: string
  size: number
  /** Name of its key. */
  witness: string
  /** The line that stands under the note. */
  line: string
  at: DatabaseMade<string>
}
