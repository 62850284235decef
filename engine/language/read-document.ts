import type { z } from 'zod'
import { playbookDocument, playbookKeys } from './document/playbook-document.ts'
import type { PlaybookDocument } from './document/playbook-document.ts'
import { stepKeys } from './document/step-document.ts'
import type { Finding, Locate, Path } from './finding.ts'
import { repaired } from './repair-document.ts'
import { didYouMean } from './suggest.ts'

type Issue = z.core.$ZodIssue

export interface DocumentRead {
  /** Null when the shape is too far off for the other checks to make sense. */
  document: PlaybookDocument | null
  findings: Finding[]
}

const knownKeys = [
  ...new Set([
    ...playbookKeys,
    ...stepKeys,
    'required',
    'atLeast',
    'atMost',
    'maxLength',
    'columns',
    'propose',
    'compute',
    'from',
  ]),
]

/**
 * Checks plain data against the shape of a definition. Errors, all at once: UNKNOWN_KEY, MISSING_KEY, MISSING_TEXT (a language
 * is missing), TYPE.
 */
export function readDocument(value: unknown, locate: Locate): DocumentRead {
  const read = playbookDocument.safeParse(value, { reportInput: true })
  if (read.success) return { document: read.data, findings: [] }
  const findings = read.error.issues.flatMap((issue) => findingsOf(issue, [], locate))
  const again = playbookDocument.safeParse(repaired(value, read.error.issues))
  return { document: again.success ? again.data : null, findings }
}

function findingsOf(issue: Issue, above: Path, locate: Locate): Finding[] {
  const path = [...above, ...(issue.path as (string | number)[])]
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue.errors)
    if (branch !== null) return branch.flatMap((inner) => findingsOf(inner, path, locate))
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      finding('UNKNOWN_KEY', locate([...path, key], 'key'), `'${key}' is not known here.`, didYouMean(key, knownKeys)),
    )
  const name = String(path[path.length - 1] ?? 'the file')
  if ('input' in issue && issue.input === undefined) {
    const language = name === 'zh' || name === 'en'
    const rule = language ? 'MISSING_TEXT' : 'MISSING_KEY'
    const message = language
      ? `The ${name === 'zh' ? 'Chinese' : 'English'} text (${name}) is missing.`
      : `'${name}' is missing.`
    return [finding(rule, locate(path), message, '')]
  }
  const at = locate(path, issue.code === 'invalid_key' ? 'key' : 'value')
  return [finding('TYPE', at, `'${name}' ${reason(issue)}.`, hintFor(issue))]
}

function finding(rule: string, place: { line: number; column: number }, message: string, hint: string): Finding {
  return { rule, severity: 'error', ...place, message, hint }
}

/** The reading of a union that went furthest: the one whose first complaint lies deepest, or has the fewest complaints. */
function likeliest(errors: readonly (readonly Issue[])[]): Issue[] | null {
  let best: readonly Issue[] | null = null
  let bestScore = -Infinity
  for (const issues of errors) {
    const shape = issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type')
    const depth = Math.max(0, ...issues.map((issue) => issue.path.length))
    const score = (shape ? -100 : 0) + depth - issues.length / 10
    if (score > bestScore) [best, bestScore] = [issues, score]
  }
  // When every reading fails on the kind of the value itself, the union is described as a whole.
  return best === null || bestScore < -50 ? null : [...best]
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a list of names and values',
  record: 'a list of names and values',
  array: 'a list',
}

function reason(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}, got ${shown(issue.input)}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}, got ${shown(issue.input)}`
    case 'invalid_format':
      return issue.message.startsWith('must')
        ? `${issue.message}, got ${shown(issue.input)}`
        : `has a wrong form: ${shown(issue.input)}`
    case 'too_small':
      return issue.origin === 'number' ? `must be at least ${String(issue.minimum)}` : 'must not be empty'
    case 'too_big':
      return issue.origin === 'number'
        ? `must be at most ${String(issue.maximum)}`
        : `is too long; at most ${String(issue.maximum)}`
    case 'invalid_union':
      return `cannot be ${shown(issue.input)} here`
    case 'invalid_key':
      return `is no good name: ${issue.issues[0]?.message ?? 'small letters, digits and underscores'}`
    default:
      return issue.message
  }
}

function shown(input: unknown): string {
  if (typeof input === 'string') return `'${input.slice(0, 60)}'`
  if (Array.isArray(input)) return 'a list'
  if (input === null) return 'nothing'
  return typeof input === 'object' ? 'names and values' : JSON.stringify(input)
}

function hintFor(issue: Issue): string {
  if (issue.code === 'invalid_value' && typeof issue.input === 'string')
    return didYouMean(issue.input, issue.values.map(String))
  if (
    issue.code === 'invalid_type' &&
    issue.expected === 'string' &&
    ['number', 'boolean'].includes(typeof issue.input)
  )
    return 'Put it in quotes.'
  return ''
}
