import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compilePlaybook, isError } from '#engine/language/compile-playbook.ts'
import type { Field } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'

/** A playbook that came with the program: the text and what it compiles to. */
export interface PlaybookFile {
  plan: Plan
  yaml: string
}

/**
 * Reads and compiles every playbook of a folder.
 * @throws with the first error of the first playbook that does not compile, by file, line and column.
 */
export function playbookFiles(folder: string): PlaybookFile[] {
  const known = new Map<string, readonly Field[] | null>()
  /** What a child's launch asks for; it is compiled alone, since two playbooks may start each other. */
  const launches = (sop: string): readonly Field[] | null => {
    const file = join(folder, `${sop}.yaml`)
    if (!known.has(sop))
      known.set(sop, existsSync(file) ? (compilePlaybook(readFileSync(file, 'utf8')).plan?.launch ?? null) : null)
    return known.get(sop) ?? null
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const yaml = readFileSync(join(folder, name), 'utf8')
      const { plan, findings } = compilePlaybook(yaml, launches)
      const error = findings.find(isError)
      if (plan !== null && error === undefined) {
        known.set(plan.sop, plan.launch)
        return { plan, yaml }
      }
      const where = error === undefined ? name : `${name}:${error.line}:${error.column}`
      throw new Error(`The playbook ${where} does not compile: ${error?.message ?? 'it is no playbook'}`)
    })
}
