import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the page is made of: its own room, what it may import, how it is built, and the packages. */
const sources = ['web', 'engine', 'api/contract', 'cli/page', 'package-lock.json', 'tsconfig.base.json']
const made = /^web\/\.?dist/

/** One hash over every file the page is built from, by path and content. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesUnder(root, source)).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(root: string, path: string): string[] {
  if (made.test(path)) return []
  try {
    const entries = readdirSync(join(root, path), { withFileTypes: true })
    return entries.flatMap((entry) => filesUnder(root, `${path}/${entry.name}`))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path]
    throw error
  }
}
