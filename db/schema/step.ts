import type { Step, StepStatus } from '#engine/model/sop-run.ts'
import type { OptionalInstant } from './column-types.ts'

/** A step instance as of the run's event `seq`; written by `recordEvents` alone. */
export interface StepTable {
  sopRunId: string
  stepKey: string
  stepId: string
  status: StepStatus
  revision: number
  role: string | null
  assignee: string | null
  dueAt: OptionalInstant
  openedAt: OptionalInstant
  completedAt: OptionalInstant
  completedBy: string | null
  late: boolean
  seq: number
  /** The whole step. */
  detail: Step
}
