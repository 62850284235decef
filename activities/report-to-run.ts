import { Context } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { commandIdOf } from '#dispatch/command-id.ts'
import type { Dispatcher } from '#dispatch/dispatcher.ts'
import { systemActor } from '#engine/model/people.ts'
import type { HostActivities } from '#workflows/activity-contract.ts'

/**
 * Tells a parent that its child has ended, under an id that follows from both, so that a repeat is known. A parent that
 * refuses (it has ended) is told enough. Throws while the parent cannot be reached; Temporal then tries again.
 */
export function reportToRunActivity(dispatcher: Dispatcher): HostActivities['reportToRun'] {
  return async ({ parentRunId, childKey, outcome, record, fromRunId }) => {
    const sent = await dispatcher.send(
      {
        commandId: commandIdOf(systemActor.personId, `report/${fromRunId}/${childKey}`),
        sopRunId: parentRunId,
        actor: systemActor,
        door: 'system',
        command: { type: 'childEnded', childKey, outcome, record },
      },
      Context.current().info.attempt > 1,
    )
    if (sent.status !== 'failed') return
    if (sent.code === 'RUN_UNKNOWN')
      throw ApplicationFailure.nonRetryable(
        `Run ${parentRunId} does not exist; nobody waits for its child ${fromRunId}.`,
      )
    throw new Error(`Run ${parentRunId} could not be told about its child ${fromRunId} yet: ${sent.code}`)
  }
}
