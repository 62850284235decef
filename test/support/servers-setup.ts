import type {} from './provided.ts'
import type { TestProject } from 'vitest/node'
import { release, usePostgres, useTemporal, useTestServerBinary } from './test-servers.ts'

/** Set-up of projects that need the whole stack. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, temporal, testServer] = await Promise.all([usePostgres(), useTemporal(), useTestServerBinary()])
  project.provide('postgres', postgres)
  project.provide('temporal', temporal)
  project.provide('testServerBinary', testServer.binary)
  project.provide('testHome', testServer.home)
  return async () => {
    for (let use = 0; use < 3; use += 1) await release()
  }
}
