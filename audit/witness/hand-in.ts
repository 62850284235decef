import { toBase64 } from '#engine/history/base64.ts'
import type { VerifierKey } from '#engine/history/checkpoint.ts'
import { noteText, readVerifierKey } from '#engine/history/checkpoint.ts'
import type { Hash } from '#engine/history/merkle.ts'
import { openNote } from '../notes.ts'

export type HandedIn =
  /** It signed: the line under the note. */
  | { kind: 'signed'; line: string }
  /** It has signed up to another size than we thought. */
  | { kind: 'elsewhere'; size: number }
  /** It will not sign. */
  | { kind: 'refused'; says: string }

const patienceMs = 5_000

/** The key a witness signs with, as it tells it. @throws when it cannot be reached. */
export async function askWitnessKey(url: string): Promise<VerifierKey> {
  const answer = await fetch(`${url}/key`, { signal: AbortSignal.timeout(patienceMs) })
  const key = readVerifierKey((await answer.text()).trim())
  if (!answer.ok || key?.kind !== 'witness') throw new Error(`${url} does not tell the key of a witness.`)
  return key
}

/** Hands a checkpoint to a witness with the proof that it goes on from `old`. @throws when it cannot be reached. */
export async function handIn(
  url: string,
  key: VerifierKey,
  { old, proof, note }: { old: number; proof: readonly Hash[]; note: string },
): Promise<HandedIn> {
  const body = [`old ${old}`, ...proof.map(toBase64), '', note].join('\n')
  const answer = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(patienceMs),
  })
  const text = await answer.text()
  if (answer.status === 409) return { kind: 'elsewhere', size: Number(text.trim()) }
  if (answer.status >= 500) throw new Error(`The witness answers ${answer.status}.`)
  if (answer.status !== 200) return { kind: 'refused', says: `${answer.status} ${text.trim()}` }
  const [noteBody = ''] = note.split('\n\n')
  const opened = openNote(noteText(`${noteBody}\n`, [text]), [key])
  if (opened?.signedBy.length !== 1) return { kind: 'refused', says: 'its signature does not fit its key' }
  return { kind: 'signed', line: text }
}
