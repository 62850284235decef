import { compilePlaybook, isError } from '#engine/language/compile-playbook.ts'
import type { LaunchForms } from '#engine/language/compiling.ts'
import type { Finding } from '#engine/language/finding.ts'
import type { Plan, StepPlan } from '#engine/model/plan.ts'

/** Parts of a small playbook; what is left out is as plain as can be. `*t` is a text in both languages. */
export interface Parts {
  /** Lines at the top, before the stages. */
  head?: string
  /** Steps of the only stage, as a list at column 0. */
  steps: string
  /** Lines after the stages instead of the plain outcome. */
  tail?: string
}

const plainStep = '- { task: work, title: *t, hint: *t, role: operator }'
const plainTail = `outcome: [{ else: done }]
outcomes: { done: *t }`

/** Text of a small, correct playbook around the parts given. */
export function playbook(parts: Partial<Parts> = {}): string {
  const steps = (parts.steps ?? plainStep).split('\n').map((line) => `      ${line}`)
  return [
    'sop: small-playbook',
    'version: 1.0.0',
    'title: &t { zh: 标题, en: Title }',
    'purpose: *t',
    ...(parts.head === undefined ? [] : [parts.head]),
    'stages:',
    '  - stage: only',
    '    title: *t',
    '    steps:',
    ...steps,
    parts.tail ?? plainTail,
    '',
  ].join('\n')
}

/** Takes the mark « out of a text and says where it stood. */
export function unmark(text: string): { text: string; line: number | null; column: number | null } {
  const at = text.indexOf('«')
  if (at < 0) return { text, line: null, column: null }
  const before = text.slice(0, at).split('\n')
  return { text: before.join('\n') + text.slice(at + 1), line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** Rules that spoke, as `RULE line:column` where marked, in order of the text. */
export function rulesOf(text: string, launches?: LaunchForms): string[] {
  return compilePlaybook(text, launches).findings.map((finding) => finding.rule)
}

/** The plan of a text that must be without errors. */
export function planOf(text: string): Plan {
  const { plan, findings } = compilePlaybook(text)
  const errors = findings.filter(isError)
  if (plan === null || errors.length > 0) throw new Error(errors.map(shown).join('\n'))
  return plan
}

/** A step of a plan. */
export function stepOf(plan: Plan, id: string): StepPlan {
  const step = plan.steps.find((candidate) => candidate.id === id)
  if (step === undefined) throw new Error(`no step ${id}`)
  return step
}

/** Predecessors by step, as `a b?` where `?` marks a condition. */
export function edgesOf(plan: Plan): Record<string, string> {
  return Object.fromEntries(
    plan.steps.map((step) => [
      step.id,
      step.after.map((edge) => edge.stepId + (edge.if === undefined ? '' : '?')).join(' '),
    ]),
  )
}

export function shown(finding: Finding): string {
  return `${finding.line}:${finding.column} ${finding.rule} ${finding.message} ${finding.hint}`
}

/** A wrong text (the mark « where the finding must point) with the rule that must speak and words its message must have. */
export interface WrongCase {
  name: string
  parts?: Partial<Parts>
  text?: string
  rule: string
  says?: string
  severity?: 'error' | 'warning'
  launches?: LaunchForms
}

/** The finding a wrong text must give; throws when it is not there or points elsewhere. */
export function expectedFinding(wrong: WrongCase): Finding {
  const { text, line, column } = unmark(wrong.text ?? playbook(wrong.parts ?? {}))
  const { findings } = compilePlaybook(text, wrong.launches)
  const found = findings.find(
    (finding) => finding.rule === wrong.rule && (line === null || (finding.line === line && finding.column === column)),
  )
  if (found === undefined)
    throw new Error(`${wrong.rule} at ${line}:${column} expected, found:\n${findings.map(shown).join('\n')}\n${text}`)
  return found
}
