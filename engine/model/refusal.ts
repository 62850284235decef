import type { FormFinding } from './form.ts'
import type { JsonValue } from './text.ts'

/** Every way the engine can say no. The API maps each to a status by a Record, so a new code does not compile unmapped. */
export type RefusalCode =
  | 'RUN_CLOSED'
  | 'RUN_PAUSED'
  | 'RUN_NOT_PAUSED'
  | 'RUN_EXISTS'
  | 'STEP_UNKNOWN'
  | 'STEP_NOT_OPEN'
  | 'STEP_ALREADY_DONE'
  | 'STEP_NOT_ON_DEMAND'
  | 'STEP_ON_DEMAND_SPENT'
  | 'TASK_CLAIMED'
  | 'TASK_NOT_CLAIMED'
  | 'TASK_NOT_YOURS'
  | 'TASK_AWAITS_APPROVAL'
  | 'NOT_A_CANDIDATE'
  | 'NOT_ALLOWED'
  | 'SOD_SELF_APPROVAL'
  | 'SOD_SAME_PERSON'
  | 'SOD_LATE_ROLE'
  | 'SOD_ADMIN_MONEY'
  | 'APPROVAL_NOT_PENDING'
  | 'REASON_NEEDED'
  | 'STALE_REVISION'
  | 'FORM_BLOCKED'
  | 'UNKNOWN_FIELD'
  | 'INVALID_ANSWER'
  | 'FIELD_NOT_EDITABLE'
  | 'LAUNCH_INVALID'
  | 'ANCHOR_UNKNOWN'
  | 'IN_THE_PAST'
  | 'RETURN_NOT_POSSIBLE'
  | 'NUDGED_LATELY'
  | 'NOT_SKIPPABLE'
  | 'EVENT_NOT_EXPECTED'
  | 'EXPRESSION_FAILED'
  | 'INTERNAL'

/** A "no" as a value: one sentence that names the thing, the reason and the way out. */
export interface Refusal {
  code: RefusalCode
  message: string
  facts: { [key: string]: JsonValue }
  errors?: FormFinding[]
}

export function isRefusal(value: object): value is Refusal {
  return 'code' in value && 'message' in value && 'facts' in value
}
