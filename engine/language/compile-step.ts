import type { AutomationCall, Predecessor, RoleRule, StepPlan, WaitRule } from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import { approvalRule } from './compile-approval.ts'
import { branches, runValueType, thenRun, unanswered } from './compile-branch.ts'
import { decisionTable } from './compile-decision.ts'
import { assignments, factQueries, formChecks, formFields } from './compile-form.ts'
import { elapsedMs, repeatOf } from './compile-repeat.ts'
import { timeRule } from './compile-time.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { FlatStep } from './flatten-steps.ts'
import type { NameScope } from './name-scope.ts'
import { headScope, stepScopes } from './name-scope.ts'
import { formOf } from './names.ts'
import { listed, roleRef, stepRef } from './references.ts'
import { expression } from './resolve-expression.ts'
import { didYouMean } from './suggest.ts'
import { anyType, boolType, textType } from './typing/value-type.ts'

/** One step of the plan, defaults filled. */
export function stepPlan(c: Compiling, step: FlatStep, order: number): StepPlan {
  const { document, path } = step
  const { run, form, after } = stepScopes(step)
  const fields = formOf(step)
  const optional = (key: 'when') =>
    document[key] === undefined ? null : expression(c, document[key], [...path, key], run, boolType)
  return {
    id: step.id,
    kind: step.kind,
    stage: step.stage,
    order,
    title: textOf(c, step, 'title'),
    hint: textOf(c, step, 'hint'),
    role: roleRule(c, step, run),
    after: step.after.map((edge): Predecessor => {
      const stepId = edge.written ? stepRef(c, edge.stepId, edge.path) : edge.stepId
      return edge.if === undefined ? { stepId } : { stepId, if: expression(c, edge.if, edge.path, headScope, boolType) }
    }),
    join: document.join ?? 'all',
    when: optional('when'),
    whenRule: document.rule ?? null,
    opens: document.opens === undefined ? null : timeRule(c, document.opens, [...path, 'opens'], run),
    ...dueOf(c, step, run),
    repeat: repeatOf(c, step, after),
    onDemand: onDemandOf(c, step, headScope),
    form: [
      ...formFields(c, document.form ?? {}, [...path, 'form'], form),
      ...formFields(c, document.results ?? {}, [...path, 'results'], form),
    ],
    businessInstant: businessInstant(c, step),
    checks: formChecks(c, document.rules ?? [], [...path, 'rules'], form, fields),
    checklist: (document.checklist ?? []).map((title, i) => ({ id: `c${i + 1}`, title })),
    ...(document.phrases === undefined ? {} : { phrases: document.phrases }),
    facts: factQueries(c, document.facts ?? {}, [...path, 'facts'], run),
    decision: decisionTable(c, step, run),
    automation: automationOf(c, step, run),
    wait: waitOf(c, step, headScope),
    set: assignments(c, document.set ?? {}, [...path, 'set'], after, (name) => runValueType(c, name)),
    thenRun: thenRun(c, step, after),
    approval: approvalRule(c, step, step.kind === 'approval' ? run : after),
    branches: branches(c, step, after),
    unanswered: unanswered(c, step, run),
    escalation: document.escalation ?? 'ladder',
    notBy: listed(document.not_by).map((id) => stepRef(c, id, [...path, 'not_by'])),
    ...(document.tapped_by === undefined
      ? {}
      : { tappedBy: listed(document.tapped_by).map((id) => roleRef(c, id, [...path, 'tapped_by'])) }),
    optional: document.optional ?? false,
  }
}

function textOf(c: Compiling, step: FlatStep, key: 'title' | 'hint'): Text {
  const text = step.document[key]
  if (text === undefined)
    report(c, 'MISSING_TEXT', step.path, `'${step.id}' has no ${key}.`, `Give ${key}: { zh: …, en: … }.`)
  return text ?? { zh: step.id, en: step.id }
}

function roleRule(c: Compiling, step: FlatStep, scope: NameScope): RoleRule | null {
  const written = step.document.role
  if (written === undefined) return null
  const path = [...step.path, 'role']
  if (typeof written === 'string') return { cases: [{ if: null, role: roleRef(c, written, path) }] }
  const [cases, at] = Array.isArray(written) ? [written, path] : [written.cases, [...path, 'cases']]
  return {
    cases: cases.map((entry, i) => {
      const part = entry.else === undefined ? 'then' : 'else'
      const role = roleRef(c, entry[part] ?? '', [...at, i, part])
      return { if: entry.if === undefined ? null : expression(c, entry.if, [...at, i, 'if'], scope, boolType), role }
    }),
  }
}

function dueOf(c: Compiling, step: FlatStep, scope: NameScope): Pick<StepPlan, 'due' | 'hard'> {
  const { due, hard_due: hard } = step.document
  if (due !== undefined && hard !== undefined)
    report(c, 'DUE_UNCLEAR', [...step.path, 'hard_due'], 'A step has either due: or hard_due:.')
  if (hard !== undefined) return { due: timeRule(c, hard, [...step.path, 'hard_due'], scope), hard: true }
  return { due: due === undefined ? null : timeRule(c, due, [...step.path, 'due'], scope), hard: false }
}

function onDemandOf(c: Compiling, step: FlatStep, scope: NameScope): StepPlan['onDemand'] {
  const written = step.document.on_demand
  if (written === undefined) return null
  const path = [...step.path, 'on_demand']
  return {
    atMost: written.at_most ?? null,
    when: written.when === undefined ? null : expression(c, written.when, [...path, 'when'], scope, boolType),
    by: listed(written.by).map((role) => roleRef(c, role, [...path, 'by'])),
  }
}

function businessInstant(c: Compiling, step: FlatStep): string | null {
  const name = step.document.at
  if (name === undefined) return null
  const fields = formOf(step)
  const path = [...step.path, 'at']
  const field = fields[name]
  if (field === undefined)
    report(c, 'UNKNOWN_FIELD', path, `The form has no field '${name}'.`, didYouMean(name, Object.keys(fields)))
  else if (field.type !== 'datetime')
    report(c, 'TYPE', path, `'${name}' is no datetime; at: names the field with the business instant.`)
  return name
}

function automationOf(c: Compiling, step: FlatStep, scope: NameScope): AutomationCall | null {
  const { run, with: input } = step.document
  if (step.kind !== 'automation') return null
  if (run === undefined)
    report(c, 'MISSING_KEY', step.path, 'An automation says which activity to run.', 'Add run: <activity>.')
  return { activity: run ?? '', input: assignments(c, input ?? {}, [...step.path, 'with'], scope, () => anyType) }
}

function waitOf(c: Compiling, step: FlatStep, scope: NameScope): WaitRule | null {
  const { event, correlate, look } = step.document
  if (step.kind !== 'wait') return null
  const { path } = step
  if (event === undefined)
    report(c, 'MISSING_KEY', path, 'A wait says which event it waits for.', 'Add event:, e.g. parcel.received.')
  const made: WaitRule = { event: event ?? '' }
  if (correlate !== undefined) made.correlate = expression(c, correlate, [...path, 'correlate'], scope, textType)
  if (look?.every !== undefined) made.lookEveryMs = elapsedMs(c, look.every, [...path, 'look', 'every'])
  if (look?.until !== undefined) made.until = expression(c, look.until, [...path, 'look', 'until'], scope, boolType)
  return made
}
