import { canonicalJson } from '../history/canonical-json.ts'
import type { Step } from '../model/sop-run.ts'
import type { JsonValue } from '../model/text.ts'
import type { Repetition } from './repetitions.ts'

/**
 * Gives the entries of a list that changed their repetitions: what has begun keeps its entry, the others take the places that
 * are only planned, in order, and then new ones. Entries somebody has begun with are not among the result.
 */
export function placeEntries(instances: readonly Step[], entries: readonly Repetition[]): Repetition[] {
  const begun = instances.filter((step) => step.iteration > 0 && step.status !== 'planned')
  const left = entries.filter((entry) => !begun.some((step) => standsFor(step, entry, entries)))
  const places = instances
    .filter((step) => step.iteration > 0 && step.status === 'planned')
    .map((step) => step.iteration)
  const last = Math.max(0, ...instances.map((step) => step.iteration))
  return left.map((entry, index) => ({ ...entry, iteration: places[index] ?? last + 1 + index - places.length }))
}

/** A record that stood in this place and is no longer in the list was corrected there; a plain value was replaced by another. */
function standsFor(step: Step, entry: Repetition, entries: readonly Repetition[]): boolean {
  if (same(step.item, entry.item)) return true
  if (step.iteration !== entry.iteration || !isRecord(step.item) || !isRecord(entry.item)) return false
  return !entries.some((other) => same(step.item, other.item))
}

function same(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

function isRecord(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
