import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Holder = { [key: string]: unknown }

/**
 * A copy of the data without the names nobody knows and with a stand-in for texts that lack a language, so that the checks beyond
 * the shape can speak in the same go; null when something else is wrong, for then they would only talk of its consequences.
 */
export function repaired(value: unknown, issues: readonly Issue[]): unknown {
  const copy = JSON.parse(JSON.stringify(value)) as unknown
  for (const issue of issues) {
    const last = issue.path[issue.path.length - 1]
    const language = last === 'zh' || last === 'en'
    if (issue.code === 'unrecognized_keys') {
      const holder = at(copy, issue.path)
      if (holder === null) return null
      for (const key of issue.keys) delete holder[key]
    } else if (issue.code === 'invalid_type' && language && issue.input === undefined) {
      const holder = at(copy, issue.path.slice(0, -1))
      if (holder === null) return null
      holder[last] = '?'
    } else return null
  }
  return copy
}

function at(value: unknown, path: readonly PropertyKey[]): Holder | null {
  let place: unknown = value
  for (const part of path)
    place = typeof place === 'object' && place !== null ? (place as Holder)[String(part)] : undefined
  return typeof place === 'object' && place !== null ? (place as Holder) : null
}
