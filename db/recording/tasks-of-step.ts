import type { Insertable } from 'kysely'
import type { Approval, SopRun, Step } from '#engine/model/sop-run.ts'
import { urgency } from '#engine/model/urgency.ts'
import type { TaskTable } from '../schema/task.ts'

export type TaskRow = Insertable<TaskTable>

type RunOfTask = Pick<SopRun, 'id' | 'storeId' | 'sop' | 'status' | 'priority'>

/**
 * The rows a step has in inboxes: itself while a person can act on it, or one per approval level that waits for its decision.
 * Steps of the system, and steps that wait for an answer of the system, have none, unless they need repair.
 */
export function tasksOfStep(run: RunOfTask, step: Step): TaskRow[] {
  if (run.status === 'completed' || run.status === 'cancelled') return []
  if (step.status === 'submitted')
    return step.approvals.filter(isPending).map((approval) => approvalTask(run, step, approval))
  const open = step.status === 'open' || step.status === 'claimed' ? step.status : null
  if (step.status === 'incident') return [stepTask(run, step, 'incident')]
  if (open === null || step.awaiting !== null || (step.role === null && step.assignee === null)) return []
  return [stepTask(run, step, open)]
}

const isPending = (approval: Approval): boolean => approval.openedAt !== null && approval.decision === null

function stepTask(run: RunOfTask, step: Step, status: 'open' | 'claimed' | 'incident'): TaskRow {
  return {
    ...shared(run, step, step.dueAt),
    taskId: `${run.id}~${step.key}`,
    level: null,
    role: step.role,
    personId: step.assignee,
    status,
    openedAt: step.openedAt,
  }
}

function approvalTask(run: RunOfTask, step: Step, approval: Approval): TaskRow {
  return {
    ...shared(run, step, approval.dueAt),
    taskId: `${run.id}~${step.key}~a${approval.level}`,
    level: approval.level,
    role: approval.role,
    personId: null,
    status: 'submitted',
    openedAt: approval.openedAt,
  }
}

function shared(run: RunOfTask, step: Step, dueAt: string | null) {
  return {
    sopRunId: run.id,
    stepKey: step.key,
    storeId: run.storeId,
    sop: run.sop,
    stepId: step.stepId,
    revision: step.revision,
    dueAt,
    hard: step.hard,
    priority: run.priority,
    paused: run.status === 'paused',
    urgentAt: urgentAt(dueAt, run.priority),
  }
}

function urgentAt(dueAt: string | null, priority: number): string {
  const at = urgency(dueAt, priority)
  return at === Infinity ? 'infinity' : new Date(at).toISOString()
}
