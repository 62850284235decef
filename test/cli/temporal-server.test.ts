import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningTemporal } from '#cli/stack/temporal-server.ts'
import { startTemporalServer } from '#cli/stack/temporal-server.ts'
import { clear, scratchHome } from './launched.ts'

let home: string
let running: RunningTemporal

beforeAll(async () => {
  home = scratchHome()
  running = await startTemporalServer({ home })
})
afterAll(async () => {
  await running.stop()
  await clear(home)
})

async function withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: running.address })
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

test('keeps histories for 90 days in its own namespace', async () => {
  const { config } = await withConnection((connection) =>
    connection.workflowService.describeNamespace({ namespace: 'zhangfa' }),
  )
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 24 * 3600)
})

test('knows the search attributes, which name no person', async () => {
  const { customAttributes } = await withConnection((connection) =>
    connection.operatorService.listSearchAttributes({ namespace: 'zhangfa' }),
  )
  expect(customAttributes).toMatchObject({ SopId: 2, StoreId: 2, Hosting: 2, RunStatus: 2, Stage: 2, DueAt: 6 })
})

test('has a workflow still running after it was killed, at the same address', async () => {
  const start = (connection: Connection) =>
    new Client({ connection, namespace: 'zhangfa' }).workflow.start('nobody-serves-this', {
      taskQueue: 'nobody',
      workflowId: 'survivor',
    })
  await withConnection(start)
  const before = running.address
  process.kill(running.process.pid, 'SIGKILL')
  await running.process.exited
  running = await startTemporalServer({ home })
  expect(running.address).toBe(before)
  const seen = await withConnection((connection) =>
    new Client({ connection, namespace: 'zhangfa' }).workflow.getHandle('survivor').describe(),
  )
  expect(seen.status.name).toBe('RUNNING')
})

test('refuses a data file that another CLI version made', async () => {
  const binary = { ...running.binary, version: '1.10.0' }
  await expect(startTemporalServer({ home, binary })).rejects.toThrow(
    /was made by CLI \d+\.\d+\.\d+, and .* is 1\.10\.0, which may misread it: set TEMPORAL_CLI_PATH/,
  )
})

test('refuses a port that another program holds', async () => {
  await expect(startTemporalServer({ home, port: running.port })).rejects.toThrow(
    `Port ${running.port} of Temporal has been taken by another program.`,
  )
})
