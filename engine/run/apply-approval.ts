import type { RunEvent, RunEventType } from '../model/run-event.ts'
import type { Approval, SopRun } from '../model/sop-run.ts'
import { changeStep } from './change-step.ts'

type Applier = (run: SopRun, event: RunEvent) => SopRun

/** How events of an approval level change the state. */
export const approvalAppliers: Record<Extract<RunEventType, `approval.${string}`>, Applier> = {
  'approval.opened': (run, event) =>
    changeLevel(run, event, () => ({
      openedAt: event.at,
      role: event.data['role'] as string,
      dueAt: event.data['dueAt'] as string | null,
      clockBaseAt: event.at,
    })),
  'approval.given': (run, event) => changeLevel(run, event, () => decided(event, 'approved')),
  'approval.rejected': (run, event) =>
    changeLevel(run, event, () => decided(event, event.data['as'] === 'return' ? 'returned' : 'rejected')),
}

function decided(event: RunEvent, decision: Approval['decision']): Partial<Approval> {
  return {
    decision,
    by: event.personId,
    at: event.at,
    reason: (event.data['reason'] as string | null | undefined) ?? null,
    late: event.data['late'] === true,
  }
}

function changeLevel(run: SopRun, event: RunEvent, change: (level: Approval) => Partial<Approval>): SopRun {
  const level = event.data['level'] as number
  return changeStep(run, event, (step) => ({
    approvals: step.approvals.map((item) => (item.level === level ? { ...item, ...change(item) } : item)),
  }))
}
