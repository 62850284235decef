import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { functionsPage } from '#engine/language/functions-page.ts'
import { definitionSchema } from '#engine/language/json-schema.ts'

/** Text of `sop-definitions/sop.schema.json`. */
export function schemaText(): string {
  return `${JSON.stringify(definitionSchema(), null, 2)}\n`
}

/** Writes what is generated from the language: the JSON Schema of definitions and the page of functions. */
export function writeReference(root: URL): void {
  writeFileSync(new URL('sop-definitions/sop.schema.json', root), schemaText())
  writeFileSync(new URL('docs/functions.md', root), functionsPage())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeReference(new URL('../', import.meta.url))
