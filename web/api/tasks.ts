import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Task, TaskPage, TaskSummary } from '#api/contract/tasks.ts'
import { read } from './ask.ts'

export type TaskBody = z.infer<typeof Task>
export type TaskSummaryBody = z.infer<typeof TaskSummary>
export type TaskPageBody = z.infer<typeof TaskPage>

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

/** A longer inbox is not read anew as a whole, only what has changed in it: `refreshTasks`. */
export const readAnewPages = 3

/** The inbox, most urgent first, page by page. */
export const tasksQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: ['tasks', filter],
    queryFn: ({ signal, pageParam }) => read<TaskPageBody>('/tasks', { ...queryOf(filter), cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= readAnewPages,
  })

/** How the API is asked for a page of it; `taken` is a choice of two, not a switch. */
export function queryOf(filter: TaskFilter) {
  return { ...filter, taken: filter.taken === undefined ? undefined : String(filter.taken), limit: 100 }
}

/** One task with its form and what may be done. */
export const taskQuery = (taskId: string) =>
  queryOptions({
    queryKey: ['task', taskId],
    queryFn: ({ signal }) => read<TaskBody>(`/tasks/${encodeURIComponent(taskId)}`, {}, signal),
  })
