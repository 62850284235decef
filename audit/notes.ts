import type { Checkpoint, NoteSignature, VerifierKey } from '#engine/history/checkpoint.ts'
import {
  checkpointBody,
  cosignedText,
  noteText,
  readCheckpoint,
  readNote,
  signatureLine,
} from '#engine/history/checkpoint.ts'
import type { SigningKey } from './keys.ts'
import { verifyText } from './keys.ts'

/** A checkpoint as the log's key signs it. */
export function signCheckpoint(key: SigningKey, { size, root }: Omit<Checkpoint, 'origin'>): string {
  const body = checkpointBody({ origin: key.name, size, root })
  return noteText(body, [signatureLine({ name: key.name, keyId: key.keyId, bytes: key.sign(body) })])
}

/** The line by which a witness says that it saw a checkpoint in that second. */
export function cosign(key: SigningKey, body: string, second: number): string {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(second))
  const bytes = Buffer.concat([time, key.sign(cosignedText(body, second))])
  return signatureLine({ name: key.name, keyId: key.keyId, bytes })
}

export interface OpenedNote {
  checkpoint: Checkpoint
  body: string
  /** Names of the keys that signed it, of those we know. */
  signedBy: string[]
  /** When a witness saw it, by its name; ISO instants. */
  witnessed: Record<string, string>
}

/**
 * Reads a note and tells which of the known keys signed it; signatures of others are passed over, as C2SP asks.
 * @returns null when it is no checkpoint, or when a known key's signature is not its own.
 */
export function openNote(text: string, keys: readonly VerifierKey[]): OpenedNote | null {
  const note = readNote(text)
  const checkpoint = note && readCheckpoint(note.body)
  if (!note || !checkpoint) return null
  const opened: OpenedNote = { checkpoint, body: note.body, signedBy: [], witnessed: {} }
  for (const signature of note.signatures) {
    const key = keys.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId)
    if (!key) continue
    if (!isSigned(key, note.body, signature)) return null
    opened.signedBy.push(key.name)
    if (key.kind === 'witness') opened.witnessed[key.name] = new Date(secondOf(signature) * 1000).toISOString()
  }
  return opened
}

function isSigned(key: VerifierKey, body: string, signature: NoteSignature): boolean {
  if (key.kind === 'log') return verifyText(key, body, signature.bytes)
  if (signature.bytes.length !== 72) return false
  return verifyText(key, cosignedText(body, secondOf(signature)), signature.bytes.subarray(8))
}

function secondOf({ bytes }: NoteSignature): number {
  return Number(Buffer.from(bytes).readBigUInt64BE(0))
}

/** Notes one after another in a file; what was cut off while it was written is passed over. */
export function splitNotes(text: string): string[] {
  return text
    .split(/\n\n(?!— )/)
    .map((piece) => `${piece.replace(/^\n+|\n+$/g, '')}\n`)
    .filter((piece) => readNote(piece) !== null)
}
