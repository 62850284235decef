import type { Database } from '#db/database.ts'
import { readCheckpointsAfter, readLastCheckpoint, readLastWitnessed, readTreeHashes } from '#db/reads/sealed-log.ts'
import { keepCosignature } from '#db/writes/seal-events.ts'
import type { VerifierKey } from '#engine/history/checkpoint.ts'
import { TreeReader } from '#engine/history/read-tree.ts'
import type { FolderSink } from './folder-sink.ts'
import type { HandedIn } from './witness/hand-in.ts'
import { handIn } from './witness/hand-in.ts'

const mostAtOnce = 500

/** The witness will not sign what we signed: one of us has another past. */
export class WitnessRefused extends Error {}

/** Hands a folder every checkpoint it has not, in order. @returns how many. @throws when it cannot be written. */
export async function fillFolder(db: Database, origin: string, sink: FolderSink, now: string): Promise<number> {
  let handed = 0
  for (;;) {
    const last = await sink.last()
    const missing = await readCheckpointsAfter(db, origin, last?.size ?? 0, mostAtOnce)
    if (missing.length === 0) return handed
    await sink.append(
      missing.map(({ note }) => note),
      now.slice(0, 10),
    )
    handed += missing.length
  }
}

/** Hands the checkpoints of a log to a witness, one after another, each with its proof. */
export class WitnessLine {
  private readonly db: Database
  private readonly origin: string
  private readonly url: string
  private readonly key: VerifierKey
  /** Size up to which it has signed, as far as we know. */
  private signed: number | null = null

  constructor(db: Database, origin: string, url: string, key: VerifierKey) {
    this.db = db
    this.origin = origin
    this.url = url
    this.key = key
  }

  /** @returns how many it signed now. @throws WitnessRefused, or when it cannot be reached. */
  async catchUp(): Promise<number> {
    let signed = 0
    this.signed ??= (await readLastWitnessed(this.db, this.origin))?.size ?? 0
    for (;;) {
      const waiting = await readCheckpointsAfter(this.db, this.origin, this.signed, mostAtOnce)
      if (waiting.length === 0) {
        await this.refuseRolledBack()
        return signed
      }
      for (const { size, note } of waiting) {
        if (size <= this.signed) continue
        const answer = await this.handIn(size, note)
        if (answer.kind === 'signed') {
          await keepCosignature(this.db, { origin: this.origin, size, witness: this.key.name, line: answer.line })
          this.signed = size
          signed += 1
        } else if (answer.kind === 'refused') {
          throw new WitnessRefused(`The witness does not sign ${size} entries: ${answer.says}`)
        } else if (answer.size > size) {
          // It signed these before an answer got lost; the next ones go on from there.
          this.signed = answer.size
        } else {
          throw new WitnessRefused(`The witness knows another log of ${answer.size} entries.`)
        }
      }
    }
  }

  private async refuseRolledBack(): Promise<void> {
    const last = await readLastCheckpoint(this.db, this.origin)
    if ((this.signed ?? 0) > (last?.size ?? 0))
      throw new WitnessRefused(`The witness signed ${this.signed} entries, the database holds ${last?.size ?? 0}.`)
  }

  private async handIn(size: number, note: string): Promise<HandedIn> {
    const first = await this.tryFrom(this.signed ?? 0, size, note)
    if (first.kind !== 'elsewhere' || first.size > size || first.size === this.signed) return first
    this.signed = first.size
    return this.tryFrom(first.size, size, note)
  }

  private async tryFrom(old: number, size: number, note: string): Promise<HandedIn> {
    const tree = new TreeReader({ hashes: (level, from, count) => readTreeHashes(this.db, level, from, count) })
    return handIn(this.url, this.key, { old, proof: await tree.consistency(old, size), note })
  }
}
