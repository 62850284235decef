import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Lane } from '#api/contract/lane.ts'
import type { RunStep } from '#api/contract/runs.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { read, write } from './ask.ts'
import type { TaskBody } from './tasks.ts'

export type LaneBody = z.infer<typeof Lane>
export type LaneStepBody = LaneBody['steps'][number]
type StepBody = z.infer<typeof RunStep>

/** What is meant for one step of a lane. */
export interface Meant {
  taskId: string
  answers: JsonObject
  reasons: Record<string, string>
  checklist: string[]
}

const at = (taskId: string, verb: string): string => `/tasks/${encodeURIComponent(taskId)}/${verb}`

/** The steps that would follow for the reader, worked out by the house with what is typed so far. */
export const laneQuery = (taskId: string, steps: readonly Meant[]) =>
  queryOptions({
    queryKey: ['task', taskId, 'lane', steps],
    // Only a preview: it changes nothing, so it needs no key of its own.
    queryFn: ({ signal }) => write<LaneBody>(at(taskId, 'lane'), { body: { steps }, signal }),
    staleTime: 5_000,
  })

/** Ends a step with its answers. @throws ApiProblem */
export function completeTask(meant: Meant, expectedRevision: number, key: string): Promise<StepBody> {
  const { taskId, answers, reasons, checklist } = meant
  const given = Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason.trim() !== ''))
  return write(at(taskId, 'complete'), {
    key,
    body: {
      answers,
      expectedRevision,
      ...(Object.keys(given).length > 0 ? { reasons: given } : {}),
      ...(checklist.length > 0 ? { checklist } : {}),
    },
  })
}

/** The revision of a step once it is open; a step that follows opens a moment after the one before it. */
export async function revisionWhenOpen(taskId: string): Promise<number> {
  const until = Date.now() + openWithinMs
  for (;;) {
    const task = await read<TaskBody>(`/tasks/${encodeURIComponent(taskId)}`)
    const open = task.commands.some(({ type, allowed }) => type === 'complete' && allowed)
    if (open || Date.now() > until) return task.revision
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
}

const openWithinMs = 6_000
const lookAgainMs = 80

export const saveDraft = (taskId: string, answers: JsonObject): Promise<unknown> =>
  write(at(taskId, 'draft'), { body: { answers } })

export const claimTask = (taskId: string): Promise<StepBody> => write(at(taskId, 'claim'), { body: {} })

export const releaseTask = (taskId: string): Promise<StepBody> => write(at(taskId, 'release'), { body: {} })

export type Decision = 'approve' | 'reject' | 'return'

/** Decides an approval. */
export const decideTask = (taskId: string, decision: Decision, reason: string, expectedRevision: number) =>
  write<StepBody>(at(taskId, decision), { body: { expectedRevision, ...(reason === '' ? {} : { reason }) } })

export const skipTask = (taskId: string, reason: string): Promise<StepBody> =>
  write(at(taskId, 'skip'), { body: { reason } })

export const handOver = (taskId: string, to: string, reason: string): Promise<StepBody> =>
  write(at(taskId, 'reassign'), { body: { to, reason } })
