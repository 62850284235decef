import type { Connection, Database } from '#db/database.ts'
import type { StoredCheckpoint } from '#db/reads/sealed-log.ts'
import { readLastCheckpoint, readTreeHashes } from '#db/reads/sealed-log.ts'
import {
  addToLog,
  keepCheckpoint,
  keepTreeNodes,
  readSettledTransaction,
  takeSealersPlace,
} from '#db/writes/seal-events.ts'
import type { Checkpoint } from '#engine/history/checkpoint.ts'
import { sameHash, subtreesOf } from '#engine/history/merkle.ts'
import { TreeReader } from '#engine/history/read-tree.ts'
import { TreeEdge } from '#engine/history/tree-edge.ts'
import type { SigningKey } from './keys.ts'
import { signCheckpoint } from './notes.ts'

/** What stands in the database is not what was signed: nothing more is signed until a person has looked. */
export class LogDiverged extends Error {}

export interface SealOutcome {
  /** Events that found their place now. */
  sealed: number
  /** There may be more at once. */
  more: boolean
}

const mostAtOnce = 20_000

/** Adds settled events to the log and signs what it is then. One at a time over all processes; others find nothing to do. */
export class Sealer {
  private edge: TreeEdge | null = null
  /** Every event of transactions below this one is in the log. */
  private from = '0'
  private readonly db: Database
  private readonly key: SigningKey
  private readonly outside: () => Promise<Checkpoint[]>

  /** @param outside the newest checkpoints that places outside the database hold, to be asked when we begin. */
  constructor(db: Database, key: SigningKey, outside: () => Promise<Checkpoint[]> = () => Promise.resolve([])) {
    this.db = db
    this.key = key
    this.outside = outside
  }

  /** Seals what is settled, in one transaction. @throws LogDiverged when the log is not the one that was signed. */
  async seal(most: number = mostAtOnce): Promise<SealOutcome> {
    try {
      return await this.db.transaction().execute((trx) => this.sealIn(trx, most))
    } catch (error) {
      this.edge = null
      throw error
    }
  }

  private async sealIn(trx: Connection, most: number): Promise<SealOutcome> {
    if (!(await takeSealersPlace(trx))) return { sealed: 0, more: false }
    const last = await readLastCheckpoint(trx)
    const edge = await this.edgeAt(trx, last)
    const below = await readSettledTransaction(trx)
    const leaves = await addToLog(trx, { from: this.from, below, first: edge.size, most })
    const more = leaves.length >= most
    if (leaves.length > 0 || (last !== null && last.origin !== this.key.name)) await this.sign(trx, edge, leaves)
    if (!more) this.from = below
    return { sealed: leaves.length, more }
  }

  private async sign(trx: Connection, edge: TreeEdge, leaves: readonly Buffer[]): Promise<void> {
    await keepTreeNodes(
      trx,
      leaves.flatMap((leaf) => edge.append(leaf)),
    )
    const [size, root] = [edge.size, edge.root()]
    await keepCheckpoint(trx, { origin: this.key.name, size, root, note: signCheckpoint(this.key, { size, root }) })
  }

  /** Our memory of the tree, or the stored one when it has moved on without us. */
  private async edgeAt(trx: Connection, last: StoredCheckpoint | null): Promise<TreeEdge> {
    if (this.edge !== null && this.edge.size === (last?.size ?? 0)) return this.edge
    this.from = '0'
    const tree = new TreeReader({ hashes: (level, first, count) => readTreeHashes(trx, level, first, count) })
    const subtrees = subtreesOf({ from: 0, to: last?.size ?? 0 })
    const edge = new TreeEdge(
      await Promise.all(subtrees.map(async (subtree) => ({ ...subtree, hash: await tree.subtreeHash(subtree) }))),
    )
    if (last !== null && !sameHash(edge.root(), last.root))
      throw new LogDiverged(`The tree of ${last.size} entries does not have the root that was signed.`)
    for (const known of await this.outside()) await this.compare(tree, last, known)
    this.edge = edge
    return edge
  }

  private async compare(tree: TreeReader, last: StoredCheckpoint | null, known: Checkpoint): Promise<void> {
    if (known.origin !== this.key.name || known.size === 0) return
    if (known.size > (last?.size ?? 0))
      throw new LogDiverged(`${known.size} entries were signed, the database holds ${last?.size ?? 0}: rolled back.`)
    if (!sameHash(await tree.rangeHash({ from: 0, to: known.size }), known.root))
      throw new LogDiverged(`The first ${known.size} entries are not those that were signed.`)
  }
}
