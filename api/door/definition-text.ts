import { compilePlaybook, isError } from '#engine/language/compile-playbook.ts'
import type { Finding } from '#engine/language/finding.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { z } from 'zod'
import type { DefinitionFinding } from '../contract/definitions.ts'
import type { House } from '../house.ts'
import { isProblemCode, statusOf } from '../problem-codes.ts'
import { Problem } from '../problem.ts'

export type ShownFinding = z.infer<typeof DefinitionFinding>

/** A definition's text, checked and compiled against the playbooks that are published. */
export interface CheckedDefinition {
  yaml: string
  plan: Plan | null
  findings: Finding[]
}

/** The YAML of a request: the body itself, or its member `yaml`. */
export function yamlOf(body: string | { yaml: string }): string {
  return typeof body === 'string' ? body : body.yaml
}

/** What makes a text no definition at all: it is answered as a problem everywhere, not as a finding. */
const unreadable = new Set(['DEFINITION_TOO_LARGE', 'DEFINITION_TOO_DEEP', 'ENCODING', 'EMPTY', 'MULTIPLE_DOCUMENTS'])

/** Checks a definition. Codes (thrown): DEFINITION_TOO_LARGE (413), DEFINITION_TOO_DEEP, ENCODING, EMPTY, MULTIPLE_DOCUMENTS. */
export async function checkDefinitionText(house: House, yaml: string): Promise<CheckedDefinition> {
  const forms = new Map<string, Plan['launch']>()
  for (const { sop, sha256 } of await house.plans.published()) {
    if (!forms.has(sop)) forms.set(sop, (await house.plans.bySha(sha256)).launch)
  }
  const { plan, findings } = compilePlaybook(yaml, (sop) => forms.get(sop) ?? null)
  const fatal = findings.find((finding) => unreadable.has(finding.rule))
  if (fatal) throw problemOfDefinition(findings, fatal)
  return { yaml, plan, findings }
}

/** Refuses a definition with errors: the code is the first error's rule, each finding carries line and column. */
export function refuseDefinition({ findings }: CheckedDefinition): void {
  const first = findings.find(isError)
  if (first) throw problemOfDefinition(findings, first)
}

function problemOfDefinition(findings: readonly Finding[], first: Finding): Problem {
  const code = isProblemCode(first.rule) && statusOf[first.rule] < 500 ? first.rule : 'DEFINITION_INVALID'
  const errors = findings.filter(isError)
  const detail = `Line ${first.line}, column ${first.column}: ${first.message} ${first.hint}`.trim()
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : ''
  return new Problem(code, detail + others, { as: first.rule, errors: errors.map(asEntry) })
}

function asEntry(finding: Finding) {
  return { pointer: '', ...showFinding(finding) }
}

export function showFinding({ rule, severity, line, column, message, hint }: Finding): ShownFinding {
  return { code: rule, severity, detail: message, hint, line, column }
}
