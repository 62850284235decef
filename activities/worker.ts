import { Worker } from '@temporalio/worker'
import type { InjectedSinks, NativeConnection } from '@temporalio/worker'
import { dataConverter } from '#dispatch/data-converter.ts'
import { failPoint } from '#dispatch/fail-point.ts'
import type { PayloadKeys } from '#dispatch/payload-keys.ts'
import type { ShellSinks } from '#workflows/activity-contract.ts'
import { hostTaskQueue } from '#workflows/messages.ts'
import { hostActivities } from './host-activities.ts'
import type { ActivityHouse } from './host-activities.ts'

export interface WorkerHouse extends ActivityHouse {
  connection: NativeConnection
  namespace: string
  keys: PayloadKeys | null
  /** Path made by `workflowBundle`. */
  bundlePath: string
  /** Hosts kept in memory; others are replayed when something reaches them. */
  maxCachedWorkflows?: number
  /** Name and build of this deployment, when workers are versioned. */
  deployment?: { name: string; buildId: string }
}

const sinks: InjectedSinks<ShellSinks> = {
  shell: { continuing: { fn: () => failPoint('in-continue-as-new'), callDuringReplay: false } },
}

/** A worker that runs hosts and their activities; `run()` it. Wants `TZ=UTC`, or two workers could tell days apart differently. */
export async function createWorker(house: WorkerHouse): Promise<Worker> {
  const { deployment } = house
  return Worker.create({
    connection: house.connection,
    namespace: house.namespace,
    taskQueue: house.taskQueue ?? hostTaskQueue,
    workflowBundle: { codePath: house.bundlePath },
    activities: hostActivities(house),
    dataConverter: dataConverter(house.keys),
    sinks,
    // After a crash, work waits this long for the dead worker's memory before any other takes it.
    stickyQueueScheduleToStartTimeout: '5s',
    maxCachedWorkflows: house.maxCachedWorkflows ?? 500,
    shutdownGraceTime: '20s',
    shutdownForceTime: '25s',
    ...(deployment
      ? {
          workerDeploymentOptions: {
            useWorkerVersioning: true,
            version: { deploymentName: deployment.name, buildId: deployment.buildId },
            defaultVersioningBehavior: 'PINNED' as const,
          },
        }
      : {}),
  })
}
