import type {} from './provided.ts'
import type { TestProject } from 'vitest/node'
import { release, usePostgres } from './test-servers.ts'

/** Set-up of projects that need Postgres only. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('postgres', await usePostgres())
  return release
}
