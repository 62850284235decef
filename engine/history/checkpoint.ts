import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from './base64.ts'
import type { Hash } from './merkle.ts'

/** What a checkpoint states: the log named `origin` has `size` entries under `root` (C2SP tlog-checkpoint). */
export interface Checkpoint {
  origin: string
  size: number
  root: Hash
}

/** A line under a note: whose key, and what it wrote (C2SP signed-note). */
export interface NoteSignature {
  name: string
  /** The first four bytes that name the key, as hex. */
  keyId: string
  /** What follows them. */
  bytes: Uint8Array
}

export interface SignedNote {
  /** The text that is signed, with its last line break. */
  body: string
  signatures: NoteSignature[]
}

/** Kinds of keys: the log signs the note itself, a witness signs it with the time it saw it. */
export const keyKinds = { log: 1, witness: 4 } as const
export type KeyKind = keyof typeof keyKinds

/** The text of a checkpoint, ready to be signed. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** The checkpoint a text states, or null when it states none. */
export function readCheckpoint(body: string): Checkpoint | null {
  const [origin = '', size = '', root = '', end] = body.split('\n')
  const hash = fromBase64(root)
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || hash?.length !== 32 || end === undefined) return null
  return { origin, size: Number(size), root: hash }
}

/** Four bytes that name a key, as hex: SHA-256 of name, line break, kind and public key. */
export function keyIdOf(name: string, kind: KeyKind, publicKey: Uint8Array): string {
  const text = concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(keyKinds[kind]), publicKey)
  return bytesToHex(sha256(text)).slice(0, 8)
}

/** A public key as it is handed to those who verify: `name+id+base64(kind, key)`. */
export function verifierKey(name: string, kind: KeyKind, publicKey: Uint8Array): string {
  const key = concatBytes(Uint8Array.of(keyKinds[kind]), publicKey)
  return `${name}+${keyIdOf(name, kind, publicKey)}+${toBase64(key)}`
}

export interface VerifierKey {
  name: string
  kind: KeyKind
  keyId: string
  publicKey: Uint8Array
}

/** Reads a verifier key; null when it is malformed or its id is not its own. */
export function readVerifierKey(text: string): VerifierKey | null {
  const [name = '', keyId = '', ...rest] = text.split('+')
  const key = fromBase64(rest.join('+'))
  const kind = (Object.keys(keyKinds) as KeyKind[]).find((one) => keyKinds[one] === key?.[0])
  if (name === '' || key?.length !== 33 || kind === undefined) return null
  const publicKey = key.subarray(1)
  return keyIdOf(name, kind, publicKey) === keyId ? { name, kind, keyId, publicKey } : null
}

/** The text a witness signs: the note's body under the second in which it saw it (C2SP tlog-cosignature). */
export function cosignedText(body: string, second: number): string {
  return `cosignature/v1\ntime ${second}\n${body}`
}

/** A signature as the line that stands under a note. */
export function signatureLine({ name, keyId, bytes }: NoteSignature): string {
  const id = Uint8Array.from({ length: 4 }, (_, index) => Number.parseInt(keyId.slice(index * 2, index * 2 + 2), 16))
  return `— ${name} ${toBase64(concatBytes(id, bytes))}\n`
}

/** A note: its body, an empty line, and who signed. */
export function noteText(body: string, lines: readonly string[]): string {
  return `${body}\n${lines.join('')}`
}

/** Reads a note; null when it has no body or no signature that can be read. */
export function readNote(text: string): SignedNote | null {
  const split = text.lastIndexOf('\n\n')
  if (split < 0 || !text.endsWith('\n')) return null
  const lines = text.slice(split + 2, -1).split('\n')
  const signatures = lines.map(readSignature)
  return signatures.includes(null)
    ? null
    : { body: text.slice(0, split + 1), signatures: signatures as NoteSignature[] }
}

function readSignature(line: string): NoteSignature | null {
  const [, name = '', text = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
  const bytes = fromBase64(text)
  if (name === '' || bytes === null || bytes.length < 5) return null
  return { name, keyId: bytesToHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) }
}
