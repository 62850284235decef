import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import type { Path } from '../finding.ts'

interface Case {
  if?: unknown
  then?: unknown
  else?: unknown
}

/**
 * CASE_SHAPE: a case is neither `{ if, then }` nor `{ else }`, or `else` is not the last.
 * CASES_NOT_TOTAL: where there must always be a value (role, outcome, time per level), the last case is no `else`.
 */
export function caseShape(c: Compiling): void {
  check(c, c.document.outcome, ['outcome'], true)
  for (const { document, path } of c.steps) {
    const role = document.role
    if (Array.isArray(role)) check(c, role, [...path, 'role'], true)
    else if (typeof role === 'object') check(c, role.cases, [...path, 'role', 'cases'], true)
    check(c, document.within, [...path, 'within'], true)
    if (typeof document.approve === 'object' && !Array.isArray(document.approve))
      check(c, document.approve.within, [...path, 'approve', 'within'], true)
    for (const key of ['opens', 'due', 'hard_due'] as const) check(c, document[key], [...path, key], false)
    check(c, document.unanswered?.after, [...path, 'unanswered', 'after'], false)
  }
}

function check(c: Compiling, written: unknown, path: Path, total: boolean): void {
  if (!Array.isArray(written)) return
  const cases = written as Case[]
  for (const [i, entry] of cases.entries()) {
    const otherwise = entry.else !== undefined
    const shaped = otherwise
      ? entry.if === undefined && entry.then === undefined
      : entry.if !== undefined && entry.then !== undefined
    if (!shaped) report(c, 'CASE_SHAPE', [...path, i], 'A case is { if: …, then: … } or { else: … }.')
    else if (otherwise && i < cases.length - 1)
      report(c, 'CASE_SHAPE', [...path, i], 'Cases after else are never looked at.', 'Put else last.')
  }
  if (total && cases[cases.length - 1]?.else === undefined)
    report(
      c,
      'CASES_NOT_TOTAL',
      [...path, cases.length - 1],
      'When no case holds there is no value.',
      'Add { else: … } as the last case.',
    )
}
