import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Task, TaskPage, TaskSummary } from '#api/contract/tasks.ts'
import { read } from './ask.ts'

export type TaskBody = z.infer<typeof Task>
export type TaskSummaryBody = z.infer<typeof TaskSummary>
type TaskPageBody = z.infer<typeof TaskPage>

export interface TaskFilter {
  mine?: boolean
  /** With `mine`: only what I hold, or only what is free. */
  taken?: boolean
  role?: string
  storeId?: string
  sopId?: string
  runId?: string
  overdue?: boolean
  /** Of the case this parcel belongs to. */
  waybill?: string
}

/** The inbox, most urgent first, page by page. */
export const tasksQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: ['tasks', filter],
    queryFn: ({ signal, pageParam }) =>
      read<TaskPageBody>(
        '/tasks',
        {
          ...filter,
          taken: filter.taken === undefined ? undefined : String(filter.taken),
          limit: 100,
          cursor: pageParam,
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** One task with its form and what may be done. */
export const taskQuery = (taskId: string) =>
  queryOptions({
    queryKey: ['task', taskId],
    queryFn: ({ signal }) => read<TaskBody>(`/tasks/${encodeURIComponent(taskId)}`, {}, signal),
  })
