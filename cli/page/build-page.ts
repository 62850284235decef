import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { compressFiles } from './compress.ts'
import { pagePlan } from './page-plan.ts'
import { pageFiles } from './shell-files.ts'
import { sourceHash } from './source-hash.ts'

/** The project's folder. */
const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '')

/** Where the built page lies. */
export const pageFolder = join(root, 'web/dist')

const stampFile = 'built-from.txt'

/** Builds the page when its source has changed since the last time; a half-built page is never seen. */
export async function buildPage(): Promise<'built' | 'kept'> {
  const hash = sourceHash(root)
  if (stampOf(pageFolder) === hash) return 'kept'
  const fresh = mkdtempSync(join(root, 'web/.dist-'))
  const before = process.env['NODE_ENV']
  try {
    // Tests and shells set another one, and would get React's slow and talkative build.
    process.env['NODE_ENV'] = 'production'
    await build(pagePlan(root, fresh, hash.slice(0, 16)))
    const { kept } = pageFiles(fresh)
    writeFileSync(join(fresh, 'kept-files.json'), JSON.stringify(kept))
    compressFiles(fresh)
    writeFileSync(join(fresh, stampFile), hash)
    // The API may run as somebody else than who built the page.
    chmodSync(fresh, 0o755)
    rmSync(pageFolder, { recursive: true, force: true })
    renameSync(fresh, pageFolder)
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
    rmSync(fresh, { recursive: true, force: true })
  }
  return 'built'
}

function stampOf(folder: string): string | null {
  const path = join(folder, stampFile)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
