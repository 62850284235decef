import type { DatabaseMade, Instant, OptionalInstant } from './column-types.ts'

export type TaskStatus = 'open' | 'claimed' | 'submitted' | 'incident'

/**
 * What stands in an inbox: one row per open step of a person, one per pending approval level. Narrow on purpose; the title
 * is read from the plan. Inbox order is `(urgentAt, taskId)`.
 */
export interface TaskTable {
  /** `<sopRunId>~<stepKey>`, approvals `<sopRunId>~<stepKey>~a<level>`. */
  taskId: string
  sopRunId: string
  stepKey: string
  /** 1-based approval level, null for the step itself. */
  level: number | null
  storeId: string
  sop: string
  stepId: string
  role: string | null
  /** Assignee; null = whoever of the role claims it. */
  personId: string | null
  status: TaskStatus
  revision: number
  openedAt: OptionalInstant
  dueAt: OptionalInstant
  hard: boolean
  /** 1 first … 5 last. */
  priority: number
  /** The run is paused: shown, but no act is possible. */
  paused: boolean
  /** `dueAt`, moved 4 h earlier per step of priority above 3 and later below (0.5 VIP); `infinity` without a due. */
  urgentAt: Instant
  /** `dueAt` or infinity, for lists in the order of due: made by the database. */
  dueSort: DatabaseMade<string>
}
