import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The test files that read a definition, told by their text: what they import and whom they ask the loader for. The least text
 * comes first, a rough measure of how long a file runs.
 */
export function filesThatRead(id: string): string[] {
  const files = ['test/sop-definitions', 'test/engine/scenarios'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  )
  return files
    .map((file) => ({ file, text: [...withImports(file, new Map()).values()].join('\n') }))
    .filter(({ text }) => text.includes(`playbook('${id}')`))
    .sort((a, b) => a.text.length - b.text.length)
    .map(({ file }) => file)
}

function withImports(file: string, texts: Map<string, string>): Map<string, string> {
  if (texts.has(file)) return texts
  const text = readFileSync(file, 'utf8')
  texts.set(file, text)
  for (const [, path] of text.matchAll(/ from '(\.[^']+)'/g)) withImports(join(dirname(file), path!), texts)
  return texts
}
