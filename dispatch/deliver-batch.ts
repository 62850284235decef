import { setTimeout as pause } from 'node:timers/promises'
import {
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import type { Client } from '@temporalio/client'
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'
import { commandsUpdate } from '#workflows/messages.ts'
import type { CommandAnswer, CommandBatch, HostInput, HostLimits } from '#workflows/messages.ts'
import { failPoint } from './fail-point.ts'
import { workflowTypeOf } from './host-address.ts'
import type { HostAddress } from './host-address.ts'
import { Undelivered } from './outcome.ts'

export interface Delivery {
  client: Client
  taskQueue: string
  limits: HostLimits
  /** Longest one call may take; a call that took longer is made again under the same id. */
  callMs: number
  /** Longest all calls for one batch may take. */
  patienceMs: number
}

type Start = (input: HostInput) => Promise<void>

const sopIdKey = defineSearchAttributeKey('SopId', SearchAttributeType.KEYWORD)
const storeIdKey = defineSearchAttributeKey('StoreId', SearchAttributeType.KEYWORD)
const hostingKey = defineSearchAttributeKey('Hosting', SearchAttributeType.KEYWORD)

const grpc = { resourceExhausted: 8, unavailable: 14 }
/** Refusals that no repetition can change: invalid argument, permission denied, unimplemented, unauthenticated. */
const grpcRefusals: readonly number[] = [3, 7, 12, 16]
const pauseBetweenCallsMs = 200

/**
 * One batch to one host, as one update whose id is the batch id. A lost answer is asked for again under the same id, so
 * the batch runs once. With `start` the host is started if it is not running.
 * Throws `Undelivered`: `HOST_GONE` (it has ended or never was), `TEMPORAL_UNREACHABLE` (nothing was sent),
 * `OUTCOME_UNKNOWN` (sent, no answer in time).
 */
export async function deliverBatch(
  delivery: Delivery,
  host: HostAddress,
  batch: CommandBatch,
  start: boolean,
): Promise<CommandAnswer[]> {
  const giveUpAt = Date.now() + delivery.patienceMs
  let sent = false
  for (;;) {
    try {
      failPoint('before-update')
      const answers = await callHost(delivery, host, batch, start)
      failPoint('after-update')
      return answers
    } catch (error) {
      const failure = classify(error)
      if (failure === 'gone') throw new Undelivered('HOST_GONE', error)
      if (failure === 'turned-away') throw new Undelivered(sent ? 'OUTCOME_UNKNOWN' : 'TEMPORAL_UNREACHABLE', error)
      sent ||= failure === 'maybe-sent'
      if (Date.now() + pauseBetweenCallsMs >= giveUpAt)
        throw new Undelivered(sent ? 'OUTCOME_UNKNOWN' : 'TEMPORAL_UNREACHABLE', error)
      await pause(pauseBetweenCallsMs)
    }
  }
}

async function callHost(
  { client, taskQueue, limits, callMs }: Delivery,
  host: HostAddress,
  batch: CommandBatch,
  start: boolean,
): Promise<CommandAnswer[]> {
  const update = { args: [batch] as [CommandBatch], updateId: batch.batchId }
  return client.connection.withDeadline(Date.now() + callMs, async () => {
    if (!start)
      return client.workflow
        .getHandle(host.hostId)
        .executeUpdate<CommandAnswer[], [CommandBatch]>(commandsUpdate, update)
    const input: HostInput = { kind: host.kind, hostId: host.hostId, limits }
    const startWorkflowOperation = new WithStartWorkflowOperation<Start>(workflowTypeOf(host), {
      ...startOptions(host, taskQueue),
      args: [input],
    })
    return client.workflow.executeUpdateWithStart<Start, CommandAnswer[], [CommandBatch]>(commandsUpdate, {
      ...update,
      startWorkflowOperation,
    })
  })
}

/** How a host starts, whoever starts it: one workflow per host id, ever; what lists show names no person and no order. */
export function startOptions(host: HostAddress, taskQueue: string) {
  return {
    workflowId: host.hostId,
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    typedSearchAttributes: [
      { key: sopIdKey, value: host.sop },
      { key: storeIdKey, value: host.storeId },
      { key: hostingKey, value: host.kind },
    ],
  }
}

/** What a failed call says: the host is gone, Temporal will not have it, nothing went out, or nobody knows. */
function classify(error: unknown): 'gone' | 'turned-away' | 'not-sent' | 'maybe-sent' {
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return 'gone'
  // The host ended with the command accepted: what it did is recorded, or it did nothing.
  if (error instanceof WorkflowUpdateFailedError) return 'gone'
  const cause = error instanceof ServiceError ? error.cause : error
  // A refused start comes without its code when it travels together with an update.
  if (error instanceof Error && error.message.startsWith('INVALID_ARGUMENT')) return 'turned-away'
  if (!isGrpcServiceError(cause)) return 'maybe-sent'
  const code: number = cause.code
  if (grpcRefusals.includes(code)) return 'turned-away'
  if (code === grpc.resourceExhausted) return 'not-sent'
  if (code === grpc.unavailable && /no connection established|ECONNREFUSED|name resolution/i.test(cause.details))
    return 'not-sent'
  return 'maybe-sent'
}
