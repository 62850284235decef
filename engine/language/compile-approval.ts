import type { ApprovalRule, ApproverRule, Expression } from '../model/plan.ts'
import { parseDuration } from '../time/duration.ts'
import { quoted } from './assigned-value.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { ApproversDocument, StepDocument, WithinDocument } from './document/step-document.ts'
import type { Path } from './finding.ts'
import type { FlatStep } from './flatten-steps.ts'
import type { NameScope } from './name-scope.ts'
import { roleRef, stepRef } from './references.ts'
import { expression } from './resolve-expression.ts'
import { boolType, listType, textType } from './typing/value-type.ts'

interface Written {
  by?: ApproversDocument | undefined
  ladder?: string | number | boolean | undefined
  within?: WithinDocument | undefined
  when?: string | number | boolean | undefined
}

/** The approval of a step: `approve:` inside it, or the levels of an `approval:` step. Errors: APPROVERS_UNCLEAR. */
export function approvalRule(c: Compiling, step: FlatStep, scope: NameScope): ApprovalRule | null {
  const { document, path } = step
  if (step.kind === 'approval') return approvalStep(c, document, path, scope)
  if (document.approve === undefined) return null
  const at = [...path, 'approve']
  const short = typeof document.approve === 'string' || Array.isArray(document.approve)
  return rule(
    c,
    short ? { by: document.approve as ApproversDocument } : (document.approve as Written),
    at,
    short ? at : [...at, 'by'],
    scope,
  )
}

function approvalStep(c: Compiling, document: StepDocument, path: Path, scope: NameScope): ApprovalRule {
  const { by, ladder, within } = document
  const made = rule(c, { by, ladder, within }, path, [...path, 'by'], scope)
  if (document.requester !== undefined) made.requester = stepRef(c, document.requester, [...path, 'requester'])
  return made
}

function rule(c: Compiling, written: Written, path: Path, byPath: Path, scope: NameScope): ApprovalRule {
  if ((written.by === undefined) === (written.ladder === undefined))
    report(c, 'APPROVERS_UNCLEAR', path, 'An approval names its roles either with by: or with ladder:.')
  const made: ApprovalRule = { levels: written.by === undefined ? [] : levels(c, written.by, byPath, scope) }
  if (written.ladder !== undefined)
    made.ladder = expression(c, written.ladder, [...path, 'ladder'], scope, listType(textType))
  if (written.when !== undefined) made.when = expression(c, written.when, [...path, 'when'], scope, boolType)
  if (written.within !== undefined) made.within = within(c, written.within, [...path, 'within'], scope)
  return made
}

function levels(c: Compiling, written: ApproversDocument, path: Path, scope: NameScope): ApproverRule[] {
  if (typeof written === 'string') return [{ role: roleRef(c, written, path) }]
  return written.map((entry, i) => {
    const at = [...path, i]
    if (typeof entry === 'string') return { role: roleRef(c, entry, at) }
    const level: ApproverRule = { role: roleRef(c, entry.role, [...at, 'role']) }
    if (entry.if !== undefined) level.if = expression(c, entry.if, [...at, 'if'], scope, boolType)
    return level
  })
}

/** The time per level as an expression that yields a duration text; cases become a choice. */
function within(c: Compiling, written: WithinDocument, path: Path, scope: NameScope): Expression {
  if (typeof written === 'string') return duration(c, written, path, scope)
  const made = written.map((entry, i) => {
    const at = [...path, i]
    if (entry.else !== undefined) return { if: null, then: duration(c, entry.else, [...at, 'else'], scope) }
    const condition = expression(c, entry.if ?? true, [...at, 'if'], scope, boolType)
    return { if: condition, then: duration(c, entry.then ?? '', [...at, 'then'], scope) }
  })
  return made.reduceRight(
    (rest, entry) => (entry.if === null ? entry.then : `(${entry.if}) ? ${entry.then} : (${rest})`),
    'null',
  )
}

/** A duration as an expression: written out it becomes a text, else it is one. Errors: INVALID_DURATION. */
export function duration(c: Compiling, written: string, path: Path, scope: NameScope): Expression {
  if (!/^[-+\d]/.test(written)) return expression(c, written, path, scope, { kind: 'duration' })
  const parsed = parseDuration(written, 'refused')
  if (!parsed.ok) report(c, 'INVALID_DURATION', path, parsed.refusal.message)
  return quoted(written)
}
