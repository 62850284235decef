import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import type { Client } from '@temporalio/client'
import type { Database } from '#db/database.ts'
import type { HostInput, HostLimits, HostSnapshot } from '#workflows/messages.ts'
import { startOptions } from './deliver-batch.ts'
import { ownHost, workflowTypeOf } from './host-address.ts'
import { moveLaunch } from './launch-ledger.ts'

/** A run that leaves its desk, with all it carries. */
export interface Move {
  sopRunId: string
  sop: string
  storeId: string
  snapshot: HostSnapshot
}

/** Starts a host of its own for a run that left its desk, once however often it is called, and notes the new address. */
export async function startOwnHost(
  client: Client,
  db: Database,
  taskQueue: string,
  limits: HostLimits,
  move: Move,
): Promise<void> {
  const host = ownHost(move.sopRunId, move.sop, move.storeId)
  const input: HostInput = { kind: 'own', hostId: host.hostId, limits, snapshot: move.snapshot }
  try {
    await client.workflow.start(workflowTypeOf(host), { ...startOptions(host, taskQueue), args: [input] })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  await moveLaunch(db, move.sopRunId, host.hostId)
}
