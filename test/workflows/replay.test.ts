import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from '@temporalio/worker'
import { describe, expect, inject, test } from 'vitest'
import { workflowBundle } from '#activities/workflow-bundle.ts'
import { dataConverter } from '#dispatch/data-converter.ts'
import { readHistory, writeHistory } from './history-file.ts'
import { playStories } from './stories.ts'

/**
 * Histories of hosts as earlier builds made them: a build that cannot replay one would stall every host like it.
 * `RECORD_HISTORIES=1` plays the stories anew and adds their histories; old files stay as long as such hosts may be open.
 */
const folder = fileURLToPath(new URL('./histories/', import.meta.url))

if (process.env['RECORD_HISTORIES'] === '1') {
  mkdirSync(folder, { recursive: true })
  for (const { name, history } of await playStories()) writeHistory(join(folder, `${name}.json.gz`), history)
}

describe('replay', () => {
  test('every recorded history replays on the present build', { timeout: 120_000 }, async () => {
    const files = readdirSync(folder).sort()
    const histories = files.map((file) => ({
      workflowId: file.replace('.json.gz', ''),
      history: readHistory(join(folder, file)),
    }))
    const options = {
      workflowBundle: { codePath: await workflowBundle(join(inject('testHome'), 'bundles')) },
      dataConverter: dataConverter(null),
      sinks: { shell: { continuing: { fn: () => undefined, callDuringReplay: false } } },
    }
    const broken: string[] = []
    let replayed = 0
    for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
      replayed += 1
      if (error) broken.push(`${workflowId}: ${error.message}`)
    }
    expect(broken).toEqual([])
    expect(replayed).toBe(files.length)
    expect(replayed).toBeGreaterThanOrEqual(10)
  })
})
