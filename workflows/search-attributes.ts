import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow'
import type { SopRun } from '#engine/model/sop-run.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Host } from './host-state.ts'

const openStatuses: readonly string[] = ['open', 'claimed', 'submitted', 'incident']

/**
 * Shows an own host's status, stage and next due in Temporal's lists. Only what changed is written, and the pump calls
 * this once per recording, so it costs at most one event per workflow task. Desks show nothing of single runs.
 */
export function upsertChangedAttributes(host: Host): void {
  if (host.input.kind === 'desk') return
  const [hosted] = host.runs.values()
  if (!hosted) return
  const shown = workflowInfo().searchAttributes
  const changed: Record<string, string[] | Date[]> = {}
  for (const [name, value] of Object.entries(attributesOf(hosted.run, hosted.plan))) {
    if (textOf(shown[name]?.[0]) !== textOf(value)) changed[name] = (value === null ? [] : [value]) as string[] | Date[]
  }
  if (Object.keys(changed).length > 0) upsertSearchAttributes(changed)
}

function attributesOf(run: SopRun, plan: Plan): Record<string, string | Date | null> {
  const open = Object.values(run.steps).filter((step) => openStatuses.includes(step.status))
  const openIds = new Set(open.map((step) => step.stepId))
  const stage = plan.steps.find((step) => openIds.has(step.id))?.stage ?? null
  const dues = open.flatMap((step) => step.dueAt ?? []).sort()
  return { RunStatus: run.status, Stage: stage, DueAt: dues[0] === undefined ? null : new Date(dues[0]) }
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? value : ''
}
