import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compilePlaybook, isError } from '#engine/language/compile-playbook.ts'
import type { Finding } from '#engine/language/finding.ts'
import type { Field } from '#engine/model/form.ts'

/**
 * `zhangfa lint [<file or folder> …]`: checks definitions and prints every finding as `file:line:column severity RULE message`.
 * Without a path all of `sop-definitions/` is checked. Exit code: 0 clean or warnings only, 1 errors, 2 nothing to check.
 */
export function lint(paths: readonly string[], print: (line: string) => void): number {
  const files = (paths.length > 0 ? paths : ['sop-definitions']).flatMap(definitionFiles)
  if (files.length === 0) {
    print('There is no definition to check; name a .yaml file or a folder with some.')
    return 2
  }
  let errors = 0
  let warnings = 0
  for (const file of files) {
    const { plan, findings } = compilePlaybook(readFileSync(file, 'utf8'), launchesBeside(file))
    for (const finding of findings) print(`${relative(process.cwd(), file)}:${line(finding)}`)
    const wrong = findings.filter(isError).length
    errors += wrong
    warnings += findings.length - wrong
    if (wrong === 0 && plan !== null)
      print(
        `${relative(process.cwd(), file)}: ${plan.sop} ${plan.version}, ${plan.steps.length} steps, sha256 ${plan.sha256.slice(0, 12)}`,
      )
  }
  print(`${files.length} checked, ${errors} errors, ${warnings} warnings.`)
  return errors > 0 ? 1 : 0
}

function line(finding: Finding): string {
  const hint = finding.hint === '' ? '' : ` ${finding.hint}`
  return `${finding.line}:${finding.column} ${finding.severity} ${finding.rule} ${finding.message}${hint}`
}

function definitionFiles(path: string): string[] {
  if (!existsSync(path)) return []
  if (/\.ya?ml$/.test(path)) return [path]
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() || /\.ya?ml$/.test(entry.name) ? definitionFiles(join(path, entry.name)) : [],
    )
    .sort()
}

/** Launch forms of the playbooks in the same folder, read when first asked for. */
function launchesBeside(file: string): (sop: string) => readonly Field[] | null {
  const known = new Map<string, readonly Field[] | null>()
  return (sop) => {
    const beside = join(dirname(file), `${sop}.yaml`)
    if (!known.has(sop))
      known.set(sop, existsSync(beside) ? (compilePlaybook(readFileSync(beside, 'utf8')).plan?.launch ?? null) : null)
    return known.get(sop) ?? null
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = lint(process.argv.slice(2), console.log)
