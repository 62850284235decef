import type { StepKind } from '../model/plan.ts'
import type { PlaybookDocument } from './document/playbook-document.ts'
import { stepKinds } from './document/step-document.ts'
import type { StepDocument } from './document/step-document.ts'
import type { Path } from './finding.ts'

/** An edge to a step that must be over first, as written or as the block order gives it. */
export interface FlatEdge {
  stepId: string
  if?: string | number | boolean | undefined
  /** Where it is written; the step itself when it follows from the order. */
  path: Path
  written: boolean
}

/** A step with its place in the order of the playbook. */
export interface FlatStep {
  id: string
  /** Its name in expressions: hyphens written as underscores. */
  name: string
  kind: StepKind
  document: StepDocument
  path: Path
  stage: string
  after: FlatEdge[]
}

/** What cannot be a step: neither a kind nor a block, or several at once. */
export interface Misshaped {
  path: Path
  kinds: string[]
}

/**
 * Lays stages and blocks out flat. A step follows the step before it in its block unless it says `after`; what follows a
 * `parallel` waits for all its branches. Optional and on-demand steps stand beside the order: nothing follows them by itself.
 */
export function flattenSteps(document: PlaybookDocument): { steps: FlatStep[]; misshaped: Misshaped[] } {
  const steps: FlatStep[] = []
  const misshaped: Misshaped[] = []
  const one = (item: StepDocument, path: Path, stage: string, previous: string[]): string[] => {
    const kinds = [...stepKinds, 'parallel' as const, 'sequence' as const].filter((kind) => item[kind] !== undefined)
    const blocked =
      kinds.length !== 1 || ((item.parallel ?? item.sequence) !== undefined && Object.keys(item).length > 1)
    if (blocked) misshaped.push({ path, kinds })
    if (item.sequence) return block(item.sequence, [...path, 'sequence'], stage, previous)
    if (item.parallel) {
      const ends = item.parallel.flatMap((child, i) => {
        const end = one(child, [...path, 'parallel', i], stage, previous)
        return end === previous ? [] : end
      })
      return ends.length > 0 ? [...new Set(ends)] : previous
    }
    const kind = stepKinds.find((name) => item[name] !== undefined)
    const id = kind === undefined ? undefined : item[kind]
    if (kind === undefined || id === undefined) return previous
    const after = item.on_demand === undefined || item.after !== undefined ? edges(item, path, previous) : []
    steps.push({ id, name: id.replaceAll('-', '_'), kind, document: item, path, stage, after })
    return item.on_demand !== undefined || item.optional === true ? previous : [id]
  }
  const block = (items: readonly StepDocument[], path: Path, stage: string, previous: string[]): string[] => {
    let ends = previous
    for (const [i, item] of items.entries()) ends = one(item, [...path, i], stage, ends)
    return ends
  }
  let ends: string[] = []
  for (const [i, stage] of document.stages.entries())
    ends = block(stage.steps, ['stages', i, 'steps'], stage.stage, ends)
  return { steps, misshaped }
}

function edges(item: StepDocument, path: Path, previous: string[]): FlatEdge[] {
  if (item.after === undefined) return previous.map((stepId) => ({ stepId, path, written: false }))
  if (typeof item.after === 'string') return [{ stepId: item.after, path: [...path, 'after'], written: true }]
  return item.after.map((entry, i) => {
    const at = [...path, 'after', i]
    if (typeof entry === 'string') return { stepId: entry, path: at, written: true }
    return { stepId: entry.step, if: entry.if, path: [...at, 'step'], written: true }
  })
}
