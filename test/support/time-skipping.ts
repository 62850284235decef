import { Connection } from '@temporalio/client'
import { InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection.js'
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js'
import { NativeConnection } from '@temporalio/worker'
import { inject } from 'vitest'
import { startTestServer } from '#cli/stack/test-server.ts'

/** A time-skipping Temporal of one test file. Its clock is one for all its workflows. */
export interface TimeSkipping {
  address: string
  namespace: 'default'
  connection: Connection
  nativeConnection: NativeConnection
  /** The server's clock, as an instant. */
  now(): Promise<string>
  /** Moves the server's clock on, firing every timer on the way. */
  sleep(ms: number): Promise<void>
  close(): Promise<void>
}

/** Starts a time-skipping server of one's own; close it in `afterAll`. */
export async function openTimeSkipping(): Promise<TimeSkipping> {
  const server = await startTestServer({ home: inject('testHome'), binary: inject('testServerBinary') })
  const options = { address: server.address, [InternalConnectionOptionsSymbol]: { supportsTestService: true } }
  const connection = await Connection.connect(options)
  const nativeConnection = await NativeConnection.connect(options)
  const { testService } = connection
  if (testService === undefined) throw new Error('The Temporal test server offers no clock')
  return {
    address: server.address,
    namespace: 'default',
    connection,
    nativeConnection,
    now: async () => new Date(tsToMs((await testService.getCurrentTime({})).time)).toISOString(),
    sleep: async (ms) => void (await testService.unlockTimeSkippingWithSleep({ duration: msToTs(ms) })),
    async close() {
      await nativeConnection.close()
      await connection.close()
      await server.stop()
    },
  }
}
