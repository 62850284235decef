import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fromBase64, toBase64 } from '#engine/history/base64.ts'
import type { VerifierKey } from '#engine/history/checkpoint.ts'
import { noteText } from '#engine/history/checkpoint.ts'
import type { Hash } from '#engine/history/merkle.ts'
import { emptyRoot, sameHash, verifyConsistency } from '#engine/history/merkle.ts'
import type { SigningKey } from '../keys.ts'
import { cosign, openNote } from '../notes.ts'

/** What a witness answers (C2SP tlog-witness): 200 its line, 409 the size it knows, else why not. */
export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422
  text: string
  /** Worth a person's look: somebody shows another past. */
  alarm?: true
}

interface Known {
  size: number
  root: Hash
}

/** Signs only checkpoints that go on from what it signed before; remembers that before it signs. */
export class Witness {
  private readonly folder: string
  private readonly key: SigningKey
  private readonly logs: readonly VerifierKey[]

  /**
   * @param folder its own disk: what it signed last, and every note it signed.
   * @param logs keys of the logs it looks after.
   */
  constructor(folder: string, key: SigningKey, logs: readonly VerifierKey[]) {
    this.folder = folder
    this.key = key
    this.logs = logs
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** What it signed last of a log. */
  last(origin: string): Known {
    try {
      const { size, root } = JSON.parse(readFileSync(this.stateFile(origin), 'utf8')) as { size: number; root: string }
      return { size, root: fromBase64(root) ?? emptyRoot }
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return { size: 0, root: emptyRoot }
      throw error
    }
  }

  /**
   * Looks at a checkpoint and signs it.
   * @param request `old <size>`, the proof of consistency line by line, an empty line, the note.
   * @param now the present instant in milliseconds.
   */
  add(request: string, now: number): WitnessAnswer {
    const read = readRequest(request)
    if (read === null) return { status: 400, text: 'The request is malformed.\n' }
    const note = openNote(read.note, this.logs)
    const log = this.logs.find(({ name }) => read.note.startsWith(`${name}\n`))
    if (!log) return { status: 404, text: 'This log is not looked after here.\n' }
    if (note?.signedBy.includes(log.name) !== true) return { status: 403, text: 'The log did not sign this.\n' }
    const { origin, size, root } = note.checkpoint
    const known = this.last(origin)
    if (read.old > size) return { status: 400, text: 'The old size is larger than the new one.\n' }
    if (read.old !== known.size) return { status: 409, text: `${known.size}\n` }
    if (known.size === size && !sameHash(known.root, root)) return { status: 409, text: `${known.size}\n`, alarm: true }
    if (!verifyConsistency(known, { size, root }, read.proof))
      return { status: 422, text: 'This log does not go on from what was signed before.\n', alarm: true }
    const line = cosign(this.key, note.body, Math.floor(now / 1000))
    this.remember(origin, { size, root }, noteText(note.body, [...signaturesOf(read.note), line]), now)
    return { status: 200, text: line }
  }

  private remember(origin: string, { size, root }: Known, note: string, now: number): void {
    const draft = `${this.stateFile(origin)}.new`
    const file = openSync(draft, 'w', 0o600)
    writeSync(file, JSON.stringify({ size, root: toBase64(root) }))
    fsyncSync(file)
    closeSync(file)
    renameSync(draft, this.stateFile(origin))
    const notes = join(this.folder, origin)
    mkdirSync(notes, { recursive: true })
    appendFileSync(join(notes, `${new Date(now).toISOString().slice(0, 10)}.notes`), `${note}\n`)
  }

  private stateFile(origin: string): string {
    return join(this.folder, `${origin}.json`)
  }
}

function readRequest(text: string): { old: number; proof: Hash[]; note: string } | null {
  const end = text.indexOf('\n\n')
  const [first = '', ...lines] = text.slice(0, end).split('\n')
  const size = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  const proof = lines.map(fromBase64)
  if (end < 0 || size === undefined || proof.length > 63 || proof.some((hash) => hash?.length !== 32)) return null
  return { old: Number(size), proof: proof as Hash[], note: text.slice(end + 2) }
}

function signaturesOf(note: string): string[] {
  return note
    .slice(note.lastIndexOf('\n\n') + 2, -1)
    .split('\n')
    .map((line) => `${line}\n`)
}
