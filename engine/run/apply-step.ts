import type { RunEvent, RunEventType } from '../model/run-event.ts'
import type { Approval, SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { counted, withIncidents } from './apply-run.ts'
import type { ClockLevel } from './apply-clock.ts'
import { changeStep, text } from './change-step.ts'
import type { PlannedStep } from './plan-steps.ts'

type Applier = (run: SopRun, event: RunEvent) => SopRun
type StepLevel = Exclude<
  Extract<RunEventType, `step.${string}` | `steps.${string}` | `automation.${string}` | `incident.${string}`>,
  ClockLevel
>

/** How events of a step change the state. */
export const stepAppliers: Record<StepLevel, Applier> = {
  'steps.planned': planned,
  'step.opened': (run, event) =>
    changeStep(run, event, () => ({
      status: 'open',
      role: text(event, 'role'),
      assignee: text(event, 'assignee'),
      openedAt: event.at,
      opensAt: text(event, 'opensAt'),
      dueAt: text(event, 'dueAt'),
      dueEstimated: event.data['dueEstimated'] === true,
      clockBaseAt: text(event, 'clockBaseAt'),
      lookAt: text(event, 'lookAt'),
      unansweredAt: text(event, 'unansweredAt'),
      awaiting: null,
    })),
  'step.claimed': (run, event) => changeStep(run, event, () => ({ status: 'claimed', assignee: event.personId })),
  'step.released': (run, event) => changeStep(run, event, () => ({ status: 'open', assignee: null })),
  'step.assigned': (run, event) =>
    changeStep(run, event, (step) => ({
      status: text(event, 'to') === null ? 'open' : 'claimed',
      assignee: text(event, 'to'),
      role: text(event, 'role') ?? step.role,
    })),
  'step.submitBlocked': (run, event) =>
    counted(
      changeStep(run, event, (step) => ({
        blockedAt: step.blockedAt ?? event.at,
        unansweredAt: text(event, 'unansweredAt') ?? step.unansweredAt,
      })),
      'blocks',
    ),
  'step.submitted': (run, event) =>
    changeStep(run, event, (step) => ({
      status: 'submitted',
      assignee: step.assignee ?? (event.personId === 'system' ? null : event.personId),
      submittedAt: event.at,
      effectiveAt: text(event, 'effectiveAt'),
      answers: event.data['answers'] as JsonObject,
      reasons: event.data['reasons'] as Record<string, string>,
      approvals: event.data['approvals'] as unknown as Approval[],
      requester: text(event, 'requester'),
      ...(event.onBehalfOf === undefined ? {} : { alongside: event.personId }),
      late: event.data['late'] === true,
    })),
  'step.completed': completed,
  'step.revised': (run, event) => {
    const revised = changeStep(run, event, (step) => ({
      answers: { ...step.answers, ...(event.data['new'] as JsonObject) },
      revisedAt: event.at,
    }))
    return { ...revised, values: { ...revised.values, ...(event.data['values'] as JsonObject) } }
  },
  'step.returned': (run, event) =>
    counted(
      changeStep(run, event, (step) => ({
        status: step.assignee === null ? 'open' : 'claimed',
        attempt: step.attempt + 1,
        dueAt: text(event, 'dueAt'),
        clockBaseAt: event.at,
        approvals: [],
        offered: step.answers,
        submittedAt: null,
        unansweredAt: null,
        ladder: { reminded: false, overdue: 0 },
      })),
      'rework',
    ),
  'step.reopened': (run, event) =>
    changeStep(run, event, (step) => ({
      status: step.openedAt === null ? 'planned' : 'open',
      completedAt: null,
      completedBy: null,
      effectiveAt: null,
      skippedBecause: null,
      late: false,
      offered: Object.keys(step.answers).length > 0 ? step.answers : step.offered,
      answers: {},
      awaiting: null,
    })),
  'step.staled': (run, event) =>
    withIncidents(
      changeStep(run, event, (step) => ({
        stale: true,
        status: step.status === 'skipped' ? 'skipped' : step.completedAt !== null ? 'done' : 'cancelled',
        awaiting: null,
      })),
    ),
  'step.cancelled': (run, event) =>
    withIncidents(changeStep(run, event, () => ({ status: 'cancelled', awaiting: null }))),
  'step.skippedByRule': (run, event) =>
    changeStep(run, event, () => ({
      status: 'skipped',
      skippedBecause: text(event, 'rule'),
      completedAt: event.at,
      awaiting: null,
    })),
  'step.skippedByPerson': (run, event) =>
    counted(
      withIncidents(
        changeStep(run, event, () => ({
          status: 'skipped',
          skippedBecause: text(event, 'reason'),
          completedAt: event.at,
          completedBy: event.personId,
          awaiting: null,
          automationCall: null,
        })),
      ),
      'skipped_by_person',
    ),
  'automation.asked': (run, event) =>
    changeStep(run, event, () => ({
      awaiting: 'automation',
      automationAttempt: event.data['attempt'] as number,
      automationCall: event.data['call'] as number,
    })),
  'automation.succeeded': (run, event) => changeStep(run, event, () => ({ awaiting: null, automationCall: null })),
  'automation.failed': (run, event) => changeStep(run, event, () => ({ awaiting: null })),
  'incident.raised': (run, event) =>
    withIncidents(changeStep(run, event, () => ({ status: 'incident', awaiting: null }))),
  'incident.resolved': (run, event) =>
    withIncidents(
      changeStep(run, event, (step) => ({
        status: statusBefore(step),
        automationCall: event.data['how'] === 'waived' ? null : step.automationCall,
      })),
    ),
}

/** The status an incident interrupted. */
function statusBefore(step: Step): Step['status'] {
  if (step.completedAt !== null) return 'done'
  if (step.openedAt === null) return 'planned'
  if (step.approvals.some((level) => level.decision === null)) return 'submitted'
  return step.assignee === null ? 'open' : 'claimed'
}

function completed(run: SopRun, event: RunEvent): SopRun {
  const next = changeStep(run, event, (step) => ({
    status: 'done',
    openedAt: step.openedAt ?? event.at,
    completedAt: event.at,
    completedBy: text(event, 'by'),
    ...(event.onBehalfOf === undefined ? {} : { alongside: event.onBehalfOf }),
    effectiveAt: text(event, 'effectiveAt'),
    answers: event.data['answers'] as JsonObject,
    reasons: event.data['reasons'] as Record<string, string>,
    late: event.data['late'] === true,
    awaiting: null,
    lookAt: null,
  }))
  return { ...next, values: { ...next.values, ...(event.data['values'] as JsonObject) } }
}

function planned(run: SopRun, event: RunEvent): SopRun {
  const steps = { ...run.steps }
  for (const key of (event.data['replaces'] as string[] | undefined) ?? []) delete steps[key]
  for (const item of event.data['steps'] as unknown as PlannedStep[]) {
    const known = steps[item.key]
    steps[item.key] = known ? { ...known, ...item, revision: known.revision + 1 } : newStep(item)
  }
  return { ...run, steps }
}

function newStep(item: PlannedStep): Step {
  return {
    ...item,
    attempt: 1,
    status: 'planned',
    revision: 1,
    role: null,
    assignee: null,
    openedAt: null,
    clockBaseAt: null,
    submittedAt: null,
    completedAt: null,
    completedBy: null,
    effectiveAt: null,
    late: false,
    answers: {},
    reasons: {},
    approvals: [],
    requester: null,
    factsAt: null,
    awaiting: null,
    automationAttempt: 0,
    automationCall: null,
    lookAt: null,
    unansweredAt: item.unansweredAt ?? null,
    blockedAt: null,
    revisedAt: null,
    skippedBecause: null,
    stale: false,
    ladder: { reminded: false, overdue: 0 },
  }
}
