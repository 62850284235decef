import type { Database } from '#db/database.ts'
import { readDefinitionText, readPlan } from '#db/reads/definitions.ts'
import { readEvidenceOfRuns } from '#db/reads/evidence-of.ts'
import type { ExportScope } from '#db/reads/export-log.ts'
import { readExportedActs, readExportedEvents, readOtherLeaves } from '#db/reads/export-log.ts'
import { readNotes, readTreeHashes } from '#db/reads/sealed-log.ts'
import { canonicalJson } from '#engine/history/canonical-json.ts'
import type { VerifierKey } from '#engine/history/checkpoint.ts'
import { readCheckpoint, readNote, verifierKey } from '#engine/history/checkpoint.ts'
import { TreeReader } from '#engine/history/read-tree.ts'
import type { ExportMaterial } from './material.ts'

/** More than this, and only so many go along, spread evenly: the auditor's own are compared with the whole log anyway. */
const mostCheckpoints = 1_000

export interface StoredExport {
  scope: ExportScope
  origin: string
  complete: boolean
  about: Record<string, string | null>
  keys: readonly VerifierKey[]
  /** Opens a file of evidence, null when its bytes are gone; left out when the files do not go along. */
  files: ((path: string) => Promise<(() => AsyncIterable<Uint8Array>) | null>) | null
}

/** An export of what the database holds. */
export async function storedMaterial(db: Database, order: StoredExport): Promise<ExportMaterial> {
  const { scope, origin, complete, about, keys, files } = order
  const all = await readNotes(db, origin, scope.size)
  const every = Math.max(1, Math.ceil(all.length / mostCheckpoints))
  const notes = all.filter((_, index) => (all.length - 1 - index) % every === 0)
  const tree = new TreeReader({ hashes: (level, first, count) => readTreeHashes(db, level, first, count) })
  return {
    about,
    origin,
    complete,
    checkpoints: notes,
    checkpointsLeftOut: every > 1,
    verifierKeys: keys.map(({ name, kind, publicKey }) => verifierKey(name, kind, publicKey)),
    events: () => readExportedEvents(db, scope),
    acts: () => readExportedActs(db, scope),
    others: () => readOtherLeaves(db, scope),
    inclusion: (idx) => tree.inclusion(idx, scope.size),
    async *consistency() {
      const sizes = notes.map((note) => readCheckpoint(readNote(note)?.body ?? '')?.size ?? 0)
      for (const [index, size] of sizes.entries()) {
        const old = sizes[index - 1]
        if (old !== undefined) yield { old, size, proof: await tree.consistency(old, size) }
      }
    },
    async definition(planSha256) {
      const [plan, yaml] = await Promise.all([readPlan(db, planSha256), readDefinitionText(db, planSha256)])
      if (plan === null || yaml === null) return null
      const { sha256: _, ...sealed } = plan
      return { json: canonicalJson(sealed), yaml }
    },
    async evidence(runs) {
      const rows = await readEvidenceOfRuns(db, runs)
      return Promise.all(
        rows.map(async ({ path, id, sopRunId, fileName, mediaType, bytes, sha256 }) => {
          const open = files === null || path === null ? null : await files(path)
          return { id, sopRunId, fileName, mediaType, bytes, sha256, open }
        }),
      )
    },
  }
}
