import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'
import { dataConverter } from '#dispatch/data-converter.ts'

const house = fileURLToPath(new URL('..', import.meta.url))
const unusedMs = 7 * 24 * 3_600_000
const parts = ['workflows', 'engine', 'dispatch/failure-converter.cjs', 'package-lock.json']

/**
 * Path of the workflow code as one file, built when there is none for the present sources: building takes seconds, a
 * worker with a built one starts at once. Kept under `folder` by the hash of everything that goes in.
 */
export async function workflowBundle(folder: string): Promise<string> {
  const name = `workflows-${sourceHash()}.js`
  const path = join(folder, name)
  if (existsSync(path)) {
    const now = new Date()
    utimesSync(path, now, now)
    return path
  }
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/sop-host.ts', import.meta.url)),
    failureConverterPath: dataConverter(null).failureConverterPath as string,
    logger: quiet,
  })
  mkdirSync(folder, { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, code)
  renameSync(draft, path)
  removeUnused(folder)
  return path
}

/** Another worker, of an older state of the program, may be about to read its own: only what is long unused goes. */
function removeUnused(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => /^workflows-[0-9a-f]+[.]js$/.test(entry))) {
    const file = join(folder, name)
    if (Date.now() - statSync(file).mtimeMs > unusedMs) rmSync(file, { force: true })
  }
}

/** Hash over path and content of every file the bundle is made of. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const file of parts.flatMap((part) => filesOf(join(house, part))).sort()) {
    hash.update(relative(house, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 20)
}

function filesOf(path: string): string[] {
  if (!/[.][a-z]+$/.test(path))
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(path, name))
  return [path]
}

const silent = (): void => undefined
/** The bundler's own progress is of no interest; its errors are thrown. */
const quiet = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent }
