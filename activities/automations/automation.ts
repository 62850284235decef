import { ApplicationFailure } from '@temporalio/common'
import type { Database } from '#db/database.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { AutomationRequest } from '#workflows/activity-contract.ts'

/** What a playbook may call by name. Must be harmless when called twice with the same idempotency key. */
export type Automation = (db: Database, request: AutomationRequest) => Promise<JsonObject>

/** A failure that no repetition can heal; its text becomes the reason of the step's incident. */
export function givesUp(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'AUTOMATION_REFUSED')
}

/** A text of the input; gives up when it is missing or something else. */
export function textInput(request: AutomationRequest, name: string): string {
  const value = request.input[name]
  if (typeof value !== 'string' || value === '') throw givesUp(missing(request, name, 'a text', value))
  return value
}

/** A whole number of the input; gives up when it is missing or something else. */
export function wholeInput(request: AutomationRequest, name: string): number {
  const value = request.input[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw givesUp(missing(request, name, 'a whole number', value))
  return value
}

function missing(request: AutomationRequest, name: string, wanted: string, value: JsonValue | undefined): string {
  const got = value === undefined ? 'nothing' : JSON.stringify(value)
  return `Automation ${request.activity} needs ${name} to be ${wanted} but got ${got}; correct the playbook's input or do the step by hand.`
}
