/** A file without what tells where, when and with what it was taken. */
export interface Stripped {
  /** What is kept; never longer than what came. */
  kept: Buffer
  /** The parts that make the picture or film itself, in order: the same however often a messenger rewrites the rest. */
  picture: Buffer[]
}

/** Takes a file apart by its form; null when the form does not hold, as in one cut off or with lengths that lie. Never throws. */
export type Strip = (file: Buffer) => Stripped | null
