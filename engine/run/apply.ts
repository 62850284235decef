import type { RunEvent, RunEventType } from '../model/run-event.ts'
import type { SopRun } from '../model/sop-run.ts'
import { approvalAppliers } from './apply-approval.ts'
import { clockAppliers } from './apply-clock.ts'
import { runAppliers } from './apply-run.ts'
import { stepAppliers } from './apply-step.ts'

type Applier = (run: SopRun, event: RunEvent) => SopRun

/** One entry per event type: an event without a place here does not compile. */
const appliers: Record<Exclude<RunEventType, 'run.launched'>, Applier> = {
  ...runAppliers,
  ...stepAppliers,
  ...clockAppliers,
  ...approvalAppliers,
}

/**
 * The one reducer: `fold(events) = state`. An event carries everything its application needs, so history can be
 * replayed without the plan. The first event must be `run.launched`; later ones must follow in order.
 */
export function applyEvent(run: SopRun | null, event: RunEvent): SopRun {
  if (event.type === 'run.launched') return launchedRun(event)
  if (run === null) throw new RangeError(`Run ${event.sopRunId} begins with ${event.type} instead of run.launched.`)
  const next = appliers[event.type](run, event)
  return { ...next, seq: event.seq, hash: event.hash, lastAt: event.at }
}

/** State after a whole history, in order. */
export function foldEvents(events: readonly RunEvent[]): SopRun | null {
  let run: SopRun | null = null
  for (const event of events) run = applyEvent(run, event)
  return run
}

function launchedRun(event: RunEvent): SopRun {
  const data = event.data as unknown as Pick<
    SopRun,
    | 'sop'
    | 'version'
    | 'planSha256'
    | 'storeId'
    | 'correlationKey'
    | 'parentRunId'
    | 'parentChildKey'
    | 'lateStart'
    | 'priority'
    | 'calendar'
    | 'roster'
    | 'holders'
    | 'parameters'
    | 'anchors'
    | 'inputs'
    | 'values'
  >
  return {
    id: event.sopRunId,
    sop: data.sop,
    version: data.version,
    planSha256: data.planSha256,
    storeId: data.storeId,
    correlationKey: data.correlationKey,
    parentRunId: data.parentRunId,
    parentChildKey: data.parentChildKey,
    status: 'running',
    outcome: null,
    ending: null,
    launchedAt: event.at,
    launchedBy: event.personId,
    endedAt: null,
    lastAt: event.at,
    seq: event.seq,
    hash: event.hash,
    pausedAt: null,
    lateStart: data.lateStart,
    priority: data.priority,
    calendar: data.calendar,
    roster: data.roster,
    holders: data.holders,
    parameters: data.parameters,
    anchors: data.anchors,
    inputs: data.inputs,
    values: data.values,
    facts: {},
    steps: {},
    taken: {},
    children: [],
    received: [],
    counters: { blocks: 0, rework: 0, refused: 0, steps_overdue: 0, skipped_by_person: 0 },
    record: null,
  }
}
