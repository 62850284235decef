import type { Database } from '#db/database.ts'
import type { HostActivities } from '#workflows/activity-contract.ts'
import { givesUp } from './automations/automation.ts'
import { automations } from './automations/registry.ts'

/** Calls an automation by name; an unknown name can never work and fails at once. */
export function runAutomationActivity(db: Database): HostActivities['runAutomation'] {
  return async (request) => {
    const automation = Object.hasOwn(automations, request.activity) ? automations[request.activity] : undefined
    if (!automation)
      throw givesUp(
        `There is no automation ${request.activity}; known are ${Object.keys(automations).join(', ')}. Correct the playbook or do the step by hand.`,
      )
    return automation(db, request)
  }
}
