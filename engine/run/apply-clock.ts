import type { RunEvent } from '../model/run-event.ts'
import type { Approval, SopRun, Step } from '../model/sop-run.ts'
import { counted } from './apply-run.ts'
import { changeStep, text } from './change-step.ts'

type Applier = (run: SopRun, event: RunEvent) => SopRun

/** Events of a step's clock. */
export type ClockLevel = 'step.reminded' | 'step.nudged' | 'step.overdue' | 'step.escalated' | 'due.changed'

/** How the clock of a step, or of its pending approval, changes the state. */
export const clockAppliers: Record<ClockLevel, Applier> = {
  'step.reminded': (run, event) => onLadder(run, event, (ladder) => ({ ...ladder, reminded: true })),
  // No change to what people work on, so the revision stays: whoever is typing is not disturbed.
  'step.nudged': (run, event) => {
    const step = event.stepKey === undefined ? undefined : run.steps[event.stepKey]
    return step ? { ...run, steps: { ...run.steps, [step.key]: { ...step, nudgedAt: event.at } } } : run
  },
  'step.overdue': (run, event) =>
    counted(
      onLadder(run, event, (ladder) => ({ ...ladder, overdue: 1 })),
      'steps_overdue',
    ),
  'step.escalated': (run, event) => {
    const level = event.data['level'] as 2 | 3
    const raised = onLadder(run, event, (ladder) => ({ ...ladder, overdue: level }))
    const role = text(event, 'role')
    if (role === null || event.data['approval'] !== undefined) return raised
    return changeStep(raised, event, (step) => ({
      role,
      assignee: null,
      status: step.status === 'claimed' ? 'open' : step.status,
    }))
  },
  'due.changed': (run, event) =>
    changeStep(run, event, (step) => {
      const level = event.data['approval'] as number | undefined
      const dueAt = text(event, 'new')
      const clockBaseAt = text(event, 'clockBaseAt')
      if (level !== undefined) {
        const moved = (item: Approval) => (item.level === level ? { ...item, dueAt, clockBaseAt } : item)
        return { approvals: step.approvals.map(moved) }
      }
      const ladder = event.data['ladder'] === 'kept' ? step.ladder : { reminded: false, overdue: 0 as const }
      const silentAt = text(event, 'unansweredAt') ?? step.unansweredAt
      return { dueAt, clockBaseAt, gridAt: text(event, 'gridAt') ?? step.gridAt, ladder, unansweredAt: silentAt }
    }),
}

function onLadder(run: SopRun, event: RunEvent, climb: (ladder: Step['ladder']) => Step['ladder']): SopRun {
  const level = event.data['approval'] as number | undefined
  return changeStep(run, event, (step) => {
    if (level === undefined) return { ladder: climb(step.ladder) }
    const role = text(event, 'role')
    const covered = (event.data['covers'] as number[] | undefined) ?? []
    const decided = step.approvals.filter((item) => !covered.includes(item.level))
    return {
      approvals: decided.map((item) =>
        item.level === level
          ? {
              ...item,
              ladder: climb(item.ladder),
              role: role ?? item.role,
              late: item.late || event.type === 'step.overdue',
            }
          : item,
      ),
    }
  })
}
