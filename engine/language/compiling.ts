import type { ProgramCache } from '../expression/program.ts'
import type { Field } from '../model/form.ts'
import type { PlaybookDocument } from './document/playbook-document.ts'
import type { Finding, Locate, Path } from './finding.ts'
import type { FlatStep } from './flatten-steps.ts'
import type { Names } from './names.ts'
import type { NameScope } from './name-scope.ts'
import type { ValueType } from './typing/value-type.ts'

/** An expression as it stands in the plan, kept for the checks that need every name to be known first. */
export interface ExpressionUse {
  source: string
  path: Path
  scope: NameScope
  expects: ValueType
}

/** Launch form of another playbook, when it is at hand; null when not. */
export type LaunchForms = (sop: string) => readonly Field[] | null

/** State of one compilation. */
export interface Compiling {
  readonly document: PlaybookDocument
  readonly locate: Locate
  readonly findings: Finding[]
  readonly cache: ProgramCache
  readonly launches: LaunchForms
  readonly steps: readonly FlatStep[]
  readonly names: Names
  readonly uses: ExpressionUse[]
}

/** Where a finding points: at the value of a path or at its name. */
export interface Place {
  path: Path
  at?: 'key' | 'value'
}

/** Notes a finding. */
export function report(
  c: Pick<Compiling, 'locate' | 'findings'>,
  rule: string,
  place: Path | Place,
  message: string,
  hint = '',
  severity: Finding['severity'] = 'error',
): void {
  const { path, at } = 'path' in place ? place : { path: place, at: undefined }
  c.findings.push({ rule, severity, ...c.locate(path, at), message, hint })
}
