import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { beat } from '#activities/heartbeat.ts'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { secondsSinceWorker } from '#db/reads/readiness.ts'
import { refuseFailPoints } from '#dispatch/fail-point.ts'
import { migratedCopy } from '../support/fresh-database.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'

let urls: FreshDatabase
let db: Database
beforeAll(async () => {
  urls = await migratedCopy()
  db = openDatabase(urls.workerUrl, { applicationName: 'zhangfa test' })
})
afterAll(async () => {
  await db.destroy()
  await urls.drop()
})

describe('heartbeat', () => {
  test('a polling worker is known at once, one that left is not', async () => {
    expect(await secondsSinceWorker(db)).toBeNull()
    const leave = beat(db, () => true)
    await expect.poll(() => secondsSinceWorker(db)).toBeLessThan(5)
    await leave()
    expect(await secondsSinceWorker(db)).toBeNull()
  })

  test('a worker that does not poll says nothing', async () => {
    const leave = beat(db, () => false)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await secondsSinceWorker(db)).toBeNull()
    await leave()
  })
})

describe('the workflow bundle', () => {
  test('is built once per state of the sources; long unused ones go, younger ones stay', async () => {
    const folder = mkdtempSync(join(inject('testHome'), 'bundle-'))
    const [old, young] = [join(folder, 'workflows-0ld.js'), join(folder, 'workflows-abc123.js')]
    const stale = join(folder, 'workflows-def456.js')
    for (const file of [old, young, stale]) writeFileSync(file, '')
    const longAgo = new Date(Date.now() - 8 * 86_400_000)
    utimesSync(stale, longAgo, longAgo)
    const path = await workflowBundle(folder)
    const { mtimeMs, size } = statSync(path)
    expect(size).toBeGreaterThan(100_000)
    expect(await workflowBundle(folder)).toBe(path)
    expect(statSync(path).size).toBe(size)
    expect(statSync(path).mtimeMs).toBeGreaterThanOrEqual(mtimeMs)
    expect(readdirSync(folder)).not.toContain('workflows-def456.js')
    expect(readdirSync(folder)).toContain('workflows-abc123.js')
    rmSync(folder, { recursive: true })
  })
})

describe('failpoints', () => {
  test('are refused in production and nowhere else', () => {
    const env = { ZHANGFA_FAIL_AT: 'after-update' }
    expect(() => refuseFailPoints({ ...env, NODE_ENV: 'production' })).toThrow('refused in production')
    expect(() => refuseFailPoints({ ...env, NODE_ENV: 'test' })).not.toThrow()
    expect(() => refuseFailPoints({ NODE_ENV: 'production' })).not.toThrow()
  })
})
