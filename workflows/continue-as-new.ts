import { makeContinueAsNewFunc, proxySinks, workflowInfo } from '@temporalio/workflow'
import type { ShellSinks } from './activity-contract.ts'
import { takeSnapshot } from './host-state.ts'
import type { Host } from './host-state.ts'
import type { HostInput } from './messages.ts'

const { shell } = proxySinks<ShellSinks>()

/** A young history is never cut for its size: what it carries over may be large by itself. */
const youngEvents = 100

/** Whether this Temporal run has grown enough to go on in a new one; own limits first, the server's advice as well. */
export function mustContinueAsNew(host: Host): boolean {
  const { historyLength, historySize, continueAsNewSuggested, targetWorkerDeploymentVersionChanged } = workflowInfo()
  const { updates, events, historyBytes } = host.input.limits
  if (host.updates >= updates || historyLength >= events || targetWorkerDeploymentVersionChanged) return true
  return historyLength > youngEvents && (historySize >= historyBytes || continueAsNewSuggested)
}

/** Goes on in a new Temporal run with the host's snapshot; never returns. Pinned workers move up to the newest version here. */
export async function continueHost(host: Host): Promise<never> {
  const { currentDeploymentVersion, workflowType } = workflowInfo()
  const goOn = makeContinueAsNewFunc<(input: HostInput) => Promise<void>>({
    workflowType,
    ...(currentDeploymentVersion ? { initialVersioningBehavior: 'AUTO_UPGRADE' as const } : {}),
  })
  shell.continuing()
  return goOn({ ...host.input, snapshot: takeSnapshot(host) })
}
