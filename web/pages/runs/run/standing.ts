import type { RunBody } from '../../../api/runs.ts'

export type RunStepBody = RunBody['steps'][number]

const live = new Set<RunStepBody['status']>(['open', 'claimed', 'submitted', 'incident'])
const far = '9'
const mostNext = 5

/** Steps under way, earliest due first. */
export function openSteps(run: Pick<RunBody, 'steps'>): RunStepBody[] {
  return run.steps.filter((step) => live.has(step.status)).sort((a, b) => compare(a.dueAt ?? far, b.dueAt ?? far))
}

/** The next few planned steps by opening, then due, then their place in the playbook. */
export function nextSteps(run: Pick<RunBody, 'steps'>): RunStepBody[] {
  return run.steps
    .filter((step) => step.status === 'planned')
    .sort((a, b) => compare(a.opensAt ?? a.dueAt ?? far, b.opensAt ?? b.dueAt ?? far))
    .slice(0, mostNext)
}

/** Whether something can be done about a step now. */
export function isLive(step: Pick<RunStepBody, 'status'>): boolean {
  return live.has(step.status)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
