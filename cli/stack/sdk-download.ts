import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lets Temporal's SDK download the CLI, the one way left on machines without pip. It checks no hash, which the caller
 * says aloud.
 * @returns the program's path in the cache.
 */
export async function downloadBySdk(cache: string, version: string): Promise<string> {
  const folder = join(cache, `sdk-${version}`)
  mkdirSync(folder, { recursive: true })
  const there = programIn(folder)
  if (there !== null) return there
  const { TestWorkflowEnvironment } = await import('@temporalio/testing')
  const executable = { type: 'cached-download', downloadDir: folder, version: `v${version}` } as const
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } })
  await environment.teardown()
  const fetched = programIn(folder)
  if (fetched === null) throw new Error(`the download left no program in ${folder}`)
  return fetched
}

function programIn(folder: string): string | null {
  if (!existsSync(folder)) return null
  const name = readdirSync(folder).find(
    (entry) => entry.startsWith('temporal') && (statSync(join(folder, entry)).mode & 0o111) !== 0,
  )
  return name === undefined ? null : join(folder, name)
}
