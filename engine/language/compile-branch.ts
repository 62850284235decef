import type { AutomationCall, Branch, ChildLaunch, Unanswered } from '../model/plan.ts'
import type { Field } from '../model/form.ts'
import type { JsonValue } from '../model/text.ts'
import { assignments } from './compile-form.ts'
import { timeRule } from './compile-time.ts'
import { constantValue } from './constant-value.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { BranchDocument } from './document/step-document.ts'
import { fieldValueType } from './field-type.ts'
import type { Path } from './finding.ts'
import type { FlatStep } from './flatten-steps.ts'
import type { NameScope } from './name-scope.ts'
import { formOf } from './names.ts'
import { listed, outcomeRef, roleRef, stepRef } from './references.ts'
import { expression } from './resolve-expression.ts'
import { didYouMean } from './suggest.ts'
import type { ValueType } from './typing/value-type.ts'
import { anyType, boolType, instantType, listType } from './typing/value-type.ts'

/** Declared type of a run value; `any` when only `set:` knows it. */
export function runValueType(c: Compiling, name: string): ValueType {
  return c.names.bare.get(name) ?? anyType
}

/** The branches of a step; `unanswered: { end }` becomes the first of them. */
export function branches(c: Compiling, step: FlatStep, scope: NameScope): Branch[] {
  const { document, path } = step
  const made = (document.then ?? []).map((branch, i) => oneBranch(c, branch, [...path, 'then', i], scope))
  const end = document.unanswered?.end
  if (end === undefined) return made
  return [{ on: 'unanswered', end: outcomeRef(c, end, [...path, 'unanswered', 'end']) }, ...made]
}

function oneBranch(c: Compiling, written: BranchDocument, path: Path, scope: NameScope): Branch {
  const branch: Branch = { on: written.on ?? 'completed' }
  if (written.if !== undefined) branch.if = expression(c, written.if, [...path, 'if'], scope, boolType)
  if (written.rule !== undefined) branch.rule = written.rule
  if (written.set !== undefined)
    branch.set = assignments(c, written.set, [...path, 'set'], scope, (name) => runValueType(c, name))
  if (written.move !== undefined) branch.move = moves(c, written.move, [...path, 'move'], scope)
  if (written.end !== undefined) branch.end = outcomeRef(c, written.end, [...path, 'end'])
  if (written.return_to !== undefined) branch.returnTo = stepRef(c, written.return_to, [...path, 'return_to'])
  if (written.at_most !== undefined) branch.atMost = written.at_most
  if (written.launch !== undefined) branch.launch = childLaunch(c, written, written.launch, path, scope)
  else if (written.with !== undefined || written.awaited !== undefined || written.each !== undefined)
    report(c, 'BRANCH_SHAPE', path, 'with:, each: and awaited: go with launch:.')
  if (written.open !== undefined) branch.open = openRef(c, written.open, [...path, 'open'])
  if (written.notify !== undefined)
    branch.notify = listed(written.notify).map((role) => roleRef(c, role, [...path, 'notify']))
  if (Object.keys(branch).every((key) => ['on', 'if', 'rule'].includes(key)))
    report(
      c,
      'BRANCH_SHAPE',
      path,
      'The branch does nothing.',
      'Add set, move, end, return_to, launch, open or notify.',
      'warning',
    )
  return branch
}

function moves(c: Compiling, written: { [anchor: string]: string | number | boolean }, path: Path, scope: NameScope) {
  return Object.fromEntries(
    Object.entries(written).map(([anchor, value]) => {
      const at = [...path, anchor]
      if (!c.names.anchors.has(anchor))
        report(
          c,
          'UNKNOWN_ANCHOR',
          { path: at, at: 'key' },
          `There is no anchor '${anchor}'.`,
          didYouMean(anchor, c.names.anchors),
        )
      return [anchor, expression(c, value, at, scope, instantType)]
    }),
  )
}

function openRef(c: Compiling, stepId: string, path: Path): string {
  const target = c.names.stepsById.get(stepRef(c, stepId, path))
  if (target !== undefined && target.document.on_demand === undefined)
    report(
      c,
      'UNKNOWN_STEP',
      path,
      `'${stepId}' is not on demand; only on-demand steps can be opened.`,
      'Give it on_demand:, or use after:.',
    )
  return stepId
}

function childLaunch(c: Compiling, written: BranchDocument, sop: string, path: Path, scope: NameScope): ChildLaunch {
  if (sop === c.document.sop)
    report(c, 'RECURSION', [...path, 'launch'], `'${sop}' would start itself.`, 'Use return_to: or an on-demand step.')
  const form = c.launches(sop)
  const values = written.with ?? {}
  if (form !== null) checkChildInputs(c, sop, Object.keys(values), form, path)
  const target = (name: string): ValueType => {
    const field = form?.find((candidate) => candidate.name === name)
    return field === undefined ? anyType : fieldValueType({ type: field.type, of: field.of, item: field.item })
  }
  const as = written.as ?? 'item'
  const inner =
    written.each === undefined ? scope : { ...scope, locals: new Map([...scope.locals, [as, anyType] as const]) }
  const child: ChildLaunch = { sop, with: assignments(c, values, [...path, 'with'], inner, target, true) }
  if (written.each !== undefined) {
    child.each = expression(c, written.each, [...path, 'each'], scope, listType(anyType))
    child.as = as
  }
  if (written.role !== undefined) child.role = roleRef(c, written.role, [...path, 'role'])
  if (written.title !== undefined) child.title = written.title
  if (written.awaited !== undefined) child.awaited = written.awaited
  return child
}

/** UNKNOWN_FIELD, MISSING_INPUT: what is handed over does not suit the launch form of the other playbook. */
function checkChildInputs(c: Compiling, sop: string, given: string[], form: readonly Field[], path: Path): void {
  const known = form.map((field) => field.name)
  for (const name of given)
    if (!known.includes(name)) {
      const message = `The launch form of '${sop}' has no field '${name}'.`
      report(c, 'UNKNOWN_FIELD', { path: [...path, 'with', name], at: 'key' }, message, didYouMean(name, known))
    }
  const filled = (field: Field) =>
    [field.lookUp, field.preset, field.computed, field.proposed].some((way) => way !== undefined)
  const missing = form.filter((field) => field.required && !filled(field) && !given.includes(field.name))
  if (missing.length > 0) {
    const names = missing.map((field) => field.name).join(', ')
    report(
      c,
      'MISSING_INPUT',
      [...path, 'launch'],
      `'${sop}' cannot start without ${names}.`,
      'Hand it over under with:.',
    )
  }
}

/** Automations called after completion, in order. */
export function thenRun(c: Compiling, step: FlatStep, scope: NameScope): AutomationCall[] {
  return (step.document.then_run ?? []).map((call, i) => ({
    activity: call.run,
    input: assignments(c, call.with ?? {}, [...step.path, 'then_run', i, 'with'], scope, () => anyType),
  }))
}

/** What happens when nobody answers in time. */
export function unanswered(c: Compiling, step: FlatStep, scope: NameScope): Unanswered | null {
  const written = step.document.unanswered
  if (written === undefined) return null
  const path = [...step.path, 'unanswered']
  const made: Unanswered = { after: timeRule(c, written.after, [...path, 'after'], scope) }
  if (written.answers === undefined) return made
  const form = formOf(step)
  const answers = Object.entries(written.answers).map(([name, value]): [string, JsonValue] => {
    const field = form[name]
    const at = [...path, 'answers', name]
    if (field === undefined)
      report(
        c,
        'UNKNOWN_FIELD',
        { path: at, at: 'key' },
        `The form has no field '${name}'.`,
        didYouMean(name, Object.keys(form)),
      )
    return [name, constantValue(c, value, field === undefined ? anyType : fieldValueType(field), at)]
  })
  return { ...made, answers: Object.fromEntries(answers) }
}
