import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { newProgramCache } from '../expression/program.ts'
import { canonicalJson } from '../history/canonical-json.ts'
import type { Anchor, Plan } from '../model/plan.ts'
import { assignments, factQueries, formChecks, formFields } from './compile-form.ts'
import { parameters } from './compile-parameter.ts'
import { stepPlan } from './compile-step.ts'
import type { Compiling, LaunchForms } from './compiling.ts'
import { checkPlan } from './check-plan.ts'
import type { PlaybookDocument } from './document/playbook-document.ts'
import type { Finding } from './finding.ts'
import { flattenSteps } from './flatten-steps.ts'
import { headScope, recordScope } from './name-scope.ts'
import { namesOf } from './names.ts'
import { readDocument } from './read-document.ts'
import { readYaml } from './read-yaml.ts'
import { outcomeRef, peopleField, roleRef } from './references.ts'
import { expression } from './resolve-expression.ts'
import { anyType, boolType, instantType, numberType, textType } from './typing/value-type.ts'

/** A compiled definition: no plan when it could not be read, and all findings in the order of the text. */
export interface Compiled {
  plan: Plan | null
  findings: Finding[]
}

/**
 * Reads, checks and compiles the text of a definition. The plan may be used only when no finding is an error; it is handed out
 * with errors too, so that an editor can draw what is there. `launches` knows the launch forms of other playbooks.
 */
export function compilePlaybook(text: string, launches: LaunchForms = () => null): Compiled {
  const yaml = readYaml(text)
  if (!yaml.ok) return { plan: null, findings: inOrder(yaml.findings) }
  const read = readDocument(yaml.value, yaml.locate)
  const { document } = read
  if (document === null) return { plan: null, findings: inOrder(read.findings) }
  const { steps, misshaped } = flattenSteps(document)
  const c: Compiling = {
    document,
    locate: yaml.locate,
    findings: [...read.findings],
    cache: newProgramCache(),
    launches,
    steps,
    names: namesOf(document, steps),
    uses: [],
  }
  const plan = planOf(c)
  checkPlan(c, plan, misshaped)
  const sealed = { ...plan, sha256: planSha256(plan) }
  return { plan: sealed, findings: inOrder(c.findings) }
}

/** Whether a finding stops the publishing. */
export function isError(finding: Finding): boolean {
  return finding.severity === 'error'
}

/** sha256 (hex) over the canonical JSON of a plan without its own hash. */
export function planSha256(plan: Plan): string {
  const { sha256: _, ...body } = plan
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(body))))
}

function inOrder(findings: Finding[]): Finding[] {
  const seen = new Set<string>()
  return [...findings]
    .sort((a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1))
    .filter((finding) => {
      const key = JSON.stringify(finding)
      return seen.has(key) ? false : seen.add(key) !== undefined
    })
}

function planOf(c: Compiling): Plan {
  const { document } = c
  const head = headOf(c, document)
  const steps = c.steps.map((step, order) => stepPlan(c, step, order))
  const roles = steps.flatMap((step) => [
    ...(step.role?.cases.map((entry) => entry.role) ?? []),
    ...(step.approval?.levels.map((level) => level.role) ?? []),
    ...(step.tappedBy ?? []),
  ])
  return {
    ...head,
    steps,
    roles: [...new Set([...head.starters, ...roles])],
    outcomes: document.outcomes,
    outcome: document.outcome.map((entry, i) => {
      const part = entry.else === undefined ? 'then' : 'else'
      const path = ['outcome', i]
      const condition = entry.if === undefined ? null : expression(c, entry.if, [...path, 'if'], headScope, boolType)
      return { if: condition, then: outcomeRef(c, entry[part] ?? '', [...path, part]) }
    }),
    record: assignments(c, document.record ?? {}, ['record'], recordScope, () => anyType),
    ...(document.record_titles === undefined ? {} : { recordTitles: document.record_titles }),
  }
}

function headOf(
  c: Compiling,
  document: PlaybookDocument,
): Omit<Plan, 'steps' | 'roles' | 'outcomes' | 'outcome' | 'record' | 'recordTitles'> {
  const launch = document.launch ?? {}
  const scope = headScope
  return {
    language: 1,
    sop: document.sop,
    version: document.version,
    sha256: '',
    title: document.title,
    purpose: document.purpose,
    hosting: document.hosting ?? 'own',
    serviceHours: document.dues === 'service-hours',
    starters: (document.starts ?? []).map((role, i) => roleRef(c, role, ['starts', i])),
    correlate:
      document.correlate === undefined ? null : expression(c, document.correlate, ['correlate'], scope, textType),
    priority:
      document.priority === undefined ? null : expression(c, document.priority, ['priority'], scope, numberType),
    anchors: anchorsOf(c, document),
    parameters: parameters(c),
    launch: formFields(c, launch, ['launch'], scope),
    ...(document.people === undefined ? {} : { people: peopleField(c, document.people) }),
    launchChecks: formChecks(c, document.launch_rules ?? [], ['launch_rules'], scope, launch),
    launchFacts: factQueries(c, document.launch_facts ?? {}, ['launch_facts'], scope),
    stages: document.stages.map((stage) => ({ id: stage.stage, title: stage.title })),
  }
}

function anchorsOf(c: Compiling, document: PlaybookDocument): Anchor[] {
  return Object.entries(document.anchors ?? {}).map(([name, written]) => {
    const whole = typeof written === 'object'
    const path = whole ? ['anchors', name, 'at'] : ['anchors', name]
    const at = expression(c, whole ? written.at : written, path, headScope, instantType)
    return { name, at, planned: whole && written.plan === 'back' }
  })
}
