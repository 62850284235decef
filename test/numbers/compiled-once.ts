import { compilePlaybook as compile } from '#engine/language/compile-playbook.ts'
import type { Compiled } from '#engine/language/compile-playbook.ts'

export { isError } from '#engine/language/compile-playbook.ts'

/** A changed text is read by several test files one after the other and never again. */
const kept = 8
const compiled = new Map<string, Compiled>()

/** Stands in for the compiler in the loader of definitions: the same text is compiled once. */
export function compilePlaybook(text: string): Compiled {
  const known = compiled.get(text) ?? compile(text)
  compiled.delete(text)
  compiled.set(text, known)
  if (compiled.size > kept) compiled.delete([...compiled.keys()][0]!)
  return known
}
