import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  resolved?: string
  optionalDependencies?: Record<string, string>
  engines?: { node?: string } | string[]
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>

test('the lock file names no registry', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
})

test('the lock file holds every platform of every package', () => {
  const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')))
  const missing = Object.values(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name)),
  )
  expect(missing).toEqual([])
})

test('every version in the manifest is exact', () => {
  const wanted = { ...manifest['dependencies'], ...manifest['devDependencies'], ...manifest['overrides'] }
  const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  expect(loose).toEqual([])
})

test('all parts of Temporal’s SDK are one version', () => {
  const versions = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'] })
    .filter(([name]) => name.startsWith('@temporalio/'))
    .map(([, version]) => version)
  expect(new Set(versions).size).toBe(1)
})
