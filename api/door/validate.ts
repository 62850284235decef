import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify/types/schema.js'
import { z } from 'zod'
import type { ProblemEntry } from '../problem.ts'
import { Problem } from '../problem.ts'
import type { ProblemCode } from '../problem-codes.ts'
import { isProblemCode } from '../problem-codes.ts'
import { pointerPart } from './json-guard.ts'

const codeBeforeSentence = /^([A-Z][A-Z_]+): (.*)$/s
const prefixOf: Record<string, string> = { body: '', querystring: '/query', params: '/path', headers: '/headers' }

/** Checks each part of a request by its zod schema; every finding gets a code and a pointer (400). */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const prefix = prefixOf[httpPart ?? 'body'] ?? ''
  return (data: unknown) => {
    // Fastify gives null where no body came.
    const result = schema.safeParse(data ?? undefined)
    if (result.success) return { value: result.data }
    return { error: problemOfFindings(findings(result.error.issues, prefix)) }
  }
}

/**
 * Writes answers as they were shaped. With `strict` (tests) an answer that leaves its contract fails instead,
 * so that the page and outside clients can rely on it.
 */
export function serializerCompiler(strict: boolean): FastifySerializerCompiler<z.ZodType> {
  return ({ schema, method, url }) =>
    (data: unknown) => {
      if (strict) {
        const result = z.safeEncode(schema, data)
        if (!result.success) throw new Error(`answer of ${method} ${url} leaves its contract: ${result.error.message}`)
      }
      return JSON.stringify(data)
    }
}

/** One problem for all findings: its code is the first one's, its detail names the first and counts the rest. */
export function problemOfFindings(errors: ProblemEntry[]): Problem {
  const [first, ...rest] = errors
  if (!first) return new Problem('INVALID_REQUEST', 'The request is not valid.')
  const others = rest.length === 0 ? '' : ` (and ${rest.length} more, see errors)`
  const where = first.pointer === '' ? 'The body' : `"${first.pointer}"`
  const code = isProblemCode(first.code) ? first.code : 'INVALID_REQUEST'
  // A detail of the engine's forms names its place already.
  const said =
    first.detail.startsWith(first.pointer) && first.pointer !== '' ? first.detail : `${where}: ${first.detail}`
  return new Problem(code, said + others, { errors })
}

function findings(issues: readonly z.core.$ZodIssue[], prefix: string): ProblemEntry[] {
  return issues.flatMap((issue) => findingsOf(issue, prefix))
}

function findingsOf(issue: z.core.$ZodIssue, prefix: string): ProblemEntry[] {
  const pointer = prefix + issue.path.map((part) => pointerPart(String(part))).join('')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer + pointerPart(key),
      code: 'UNKNOWN_FIELD',
      detail: `"${key}" is not a field here; leave it out or correct its name`,
    }))
  }
  if (issue.code === 'invalid_union') return unionFindings(issue, prefix, pointer)
  const coded = codeBeforeSentence.exec(issue.message)
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined')) {
    return [{ pointer, code: 'REQUIRED', detail: 'is required' }]
  }
  if (coded) return [{ pointer, code: coded[1] ?? '', detail: coded[2] ?? '' }]
  return [{ pointer, code: codeOf(issue), detail: issue.message }]
}

/** Of a union the branch that came closest is reported: the deepest first finding, and at one depth one with a code of ours. */
function unionFindings(issue: z.core.$ZodIssueInvalidUnion, prefix: string, pointer: string): ProblemEntry[] {
  const branches = issue.errors.filter((branch) => branch.length > 0)
  if (branches.length === 0) {
    return [{ pointer, code: 'NOT_IN_LIST', detail: 'is none of the kinds known here; see /openapi.json' }]
  }
  const closeness = ([first]: readonly z.core.$ZodIssue[]) =>
    2 * (first?.path.length ?? 0) + (codeBeforeSentence.test(first?.message ?? '') ? 1 : 0)
  const closest = branches.reduce((best, branch) => (closeness(branch) > closeness(best) ? branch : best))
  return findings(
    closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
    prefix,
  )
}

function codeOf(issue: z.core.$ZodIssue): ProblemCode {
  switch (issue.code) {
    case 'invalid_type':
      return 'INVALID_TYPE'
    case 'too_big':
    case 'too_small':
    case 'not_multiple_of':
      return 'OUT_OF_RANGE'
    case 'invalid_value':
      return 'NOT_IN_LIST'
    default:
      return 'INVALID_REQUEST'
  }
}
