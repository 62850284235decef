import type { Plan } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import { didYouMean } from '../suggest.ts'

/** UNKNOWN_FIELD, RECORD_UNTITLED (warning): a title for nothing, and an entry people would read by its bare name. */
export function recordTitles(c: Compiling, plan: Plan): void {
  const entries = Object.keys(plan.record)
  const titles = plan.recordTitles
  if (titles === undefined) return
  for (const name of Object.keys(titles))
    if (!entries.includes(name)) {
      const place = { path: ['record_titles', name], at: 'key' } as const
      report(c, 'UNKNOWN_FIELD', place, `The record has no entry '${name}'.`, didYouMean(name, entries))
    }
  for (const name of entries)
    if (titles[name] === undefined) {
      const message = `'${name}' of the record has no title.`
      const hint = `Add ${name} to record_titles.`
      report(c, 'RECORD_UNTITLED', { path: ['record', name], at: 'key' }, message, hint, 'warning')
    }
}
