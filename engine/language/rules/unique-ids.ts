import type { Compiling, Place } from '../compiling.ts'
import { report } from '../compiling.ts'

/** DUPLICATE_ID: two steps or two stages of one id; both lines are named. */
export function uniqueIds(c: Compiling): void {
  once(
    c,
    'step',
    c.steps.map((step) => ({ id: step.id, place: { path: [...step.path, step.kind] } })),
  )
  once(
    c,
    'stage',
    c.document.stages.map((stage, i) => ({ id: stage.stage, place: { path: ['stages', i, 'stage'] } })),
  )
}

function once(c: Compiling, what: string, entries: { id: string; place: Place }[]): void {
  const seen = new Map<string, number>()
  for (const { id, place } of entries) {
    const first = seen.get(id)
    const { line } = c.locate(place.path)
    if (first === undefined) seen.set(id, line)
    else
      report(
        c,
        'DUPLICATE_ID',
        place,
        `The ${what} '${id}' in line ${line} is already in line ${first}.`,
        'Rename one of them.',
      )
  }
}
