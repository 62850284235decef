import type { ExportedAct, ExportedEvent } from '#db/reads/export-log.ts'
import type { Hash } from '#engine/history/merkle.ts'

/** A file of an export: text, or bytes as they come. */
export interface ExportFile {
  name: string
  content: string | AsyncIterable<Uint8Array>
  /** Worth compressing. */
  text: boolean
}

/** What was put into an export, for its manifest. */
export interface WrittenFile {
  name: string
  bytes: number
  sha256: string
}

export interface ExportedEvidence {
  id: string
  sopRunId: string
  fileName: string
  mediaType: string
  bytes: number
  sha256: string
  /** Its bytes, when they are to go along. */
  open: (() => AsyncIterable<Uint8Array>) | null
}

/** Everything an export is made of, wherever it comes from. */
export interface ExportMaterial {
  /** Who asked for what, when: shown, never judged. */
  about: Record<string, string | null>
  /** Name of the log. */
  origin: string
  /** The whole log: what is not shown is there by hash. Else every entry has a proof of its own. */
  complete: boolean
  /** Signed notes with the signatures of witnesses, smallest first. */
  checkpoints: readonly string[]
  /** Some checkpoints stayed out, there were too many. */
  checkpointsLeftOut: boolean
  verifierKeys: readonly string[]
  events(): AsyncIterable<ExportedEvent[]>
  acts(): AsyncIterable<ExportedAct[]>
  others(): AsyncIterable<{ idx: number; leaf: Uint8Array }[]>
  inclusion(idx: number): Promise<Hash[]>
  consistency(): AsyncIterable<{ old: number; size: number; proof: Hash[] }>
  /** A playbook's plan as the text its hash covers, and its YAML; null when it is not kept. */
  definition(planSha256: string): Promise<{ json: string; yaml: string } | null>
  evidence(runs: readonly string[]): Promise<ExportedEvidence[]>
}
