import type { RunEvent, RunEventType } from '../model/run-event.ts'
import type { ChildRun, SopRun } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { changeStep } from './change-step.ts'

type Applier = (run: SopRun, event: RunEvent) => SopRun
type RunLevel = Exclude<
  Extract<
    RunEventType,
    | `run.${string}`
    | `facts.${string}`
    | `values.${string}`
    | `branch.${string}`
    | `anchor.${string}`
    | `comment.${string}`
    | `evidence.${string}`
    | `external.${string}`
    | `child.${string}`
    | `act.${string}`
    | `notice.${string}`
  >,
  'run.launched'
>

const unchanged: Applier = (run) => run

/** How run-wide events change the state. */
export const runAppliers: Record<RunLevel, Applier> = {
  'run.paused': (run, event) => ({ ...run, status: 'paused', pausedAt: event.at }),
  'run.resumed': (run) => withIncidents({ ...run, status: 'running', pausedAt: null }),
  'run.ending': (run, event) => ({ ...run, ending: event.data['outcome'] as string }),
  'run.cancelled': (run, event) => ended(run, event, 'cancelled'),
  'run.completed': (run, event) => ended(run, event, 'completed'),
  'facts.requested': (run, event) =>
    changeStep(run, event, (step) =>
      event.data['look'] === true
        ? { lookAt: null }
        : { awaiting: step.status === 'planned' ? 'facts' : step.awaiting },
    ),
  'facts.recorded': (run, event) => {
    const merged = { ...run, facts: { ...run.facts, ...(event.data['facts'] as JsonObject) } }
    if (event.stepKey === undefined) return merged
    const lookAt = event.data['lookAt'] as string | null
    return changeStep(merged, event, (step) => ({
      awaiting: step.awaiting === 'facts' ? null : step.awaiting,
      factsAt: event.at,
      lookAt,
    }))
  },
  'values.set': (run, event) => ({ ...run, values: { ...run.values, ...(event.data['values'] as JsonObject) } }),
  'branch.taken': (run, event) => {
    const key = event.data['branch'] as string
    return { ...run, taken: { ...run.taken, [key]: (run.taken[key] ?? 0) + 1 } }
  },
  'anchor.moved': (run, event) => ({
    ...run,
    anchors: { ...run.anchors, [event.data['anchor'] as string]: event.data['new'] as string | null },
  }),
  'comment.added': unchanged,
  'evidence.added': unchanged,
  'external.received': (run, event) => {
    const { eventType, key, data } = event.data as unknown as SopRun['received'][number]
    if (event.stepKey !== undefined) {
      const taken = run.received.find(
        (item) => item.at === event.data['takenAt'] && item.eventType === eventType && item.key === key,
      )
      return { ...run, received: run.received.filter((item) => item !== taken) }
    }
    return { ...run, received: [...run.received, { eventType, key, data, at: event.at }].slice(-50) }
  },
  'notice.sent': unchanged,
  'act.refused': (run) => counted(run, 'refused'),
  'child.asked': (run, event) => {
    const child: ChildRun = {
      key: event.data['childKey'] as string,
      sop: event.data['sop'] as string,
      stepKey: event.stepKey!,
      inputs: event.data['inputs'] as JsonObject,
      role: event.data['role'] as string,
      runId: null,
      status: 'asked',
      outcome: null,
      awaited: event.data['awaited'] === true,
    }
    const asked = { ...run, children: [...run.children, child] }
    return child.awaited ? changeStep(asked, event, () => ({ awaiting: 'child' })) : asked
  },
  'child.started': (run, event) => changeChild(run, event, { status: 'running', runId: event.data['runId'] as string }),
  'child.notPublished': (run, event) => changeChild(run, event, { status: 'byHand' }),
  'child.ended': (run, event) => {
    const next = changeChild(run, event, { status: 'ended', outcome: event.data['outcome'] as string })
    return changeStep(next, event, (step) => ({ awaiting: step.awaiting === 'child' ? null : step.awaiting }))
  },
}

/** The run as `running` or, while one of its steps is parked, as `incident`; a paused or ended run stays as it is. */
export function withIncidents(run: SopRun): SopRun {
  if (run.status !== 'running' && run.status !== 'incident') return run
  const parked = Object.values(run.steps).some((step) => step.status === 'incident' && !step.stale)
  return { ...run, status: parked ? 'incident' : 'running' }
}

/** Adds one to a counter of the run. */
export function counted(run: SopRun, name: string): SopRun {
  return { ...run, counters: { ...run.counters, [name]: (run.counters[name] ?? 0) + 1 } }
}

function ended(run: SopRun, event: RunEvent, status: 'cancelled' | 'completed'): SopRun {
  return {
    ...run,
    status,
    outcome: event.data['outcome'] as string,
    record: event.data['record'] as JsonObject,
    endedAt: event.at,
    pausedAt: null,
  }
}

function changeChild(run: SopRun, event: RunEvent, change: Partial<ChildRun>): SopRun {
  const key = event.data['childKey']
  return { ...run, children: run.children.map((child) => (child.key === key ? { ...child, ...change } : child)) }
}
