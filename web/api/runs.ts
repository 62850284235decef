import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Run, RunPage, RunSummary } from '#api/contract/runs.ts'
import { read } from './ask.ts'

export type RunBody = z.infer<typeof Run>
export type RunSummaryBody = z.infer<typeof RunSummary>
type RunPageBody = z.infer<typeof RunPage>

export interface RunFilter {
  storeId?: string
  sopId?: string
  status?: RunSummaryBody['status']
  overdue?: boolean
  q?: string
}

/** Runs, newest first, page by page. */
export const runsQuery = (filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ['runs', filter],
    queryFn: ({ signal, pageParam }) =>
      read<RunPageBody>('/runs', { ...filter, limit: 100, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** The newest runs under way, a hundred at most: those of a playbook that is worked on live. */
export const runsUnderWay = (filter: Pick<RunFilter, 'sopId' | 'storeId'>) =>
  queryOptions({
    queryKey: ['runs', 'under way', filter],
    queryFn: ({ signal }) => read<RunPageBody>('/runs', { ...filter, status: 'running', limit: 100 }, signal),
  })

/** One run with its steps. */
export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: ({ signal }) => read<RunBody>(`/runs/${encodeURIComponent(runId)}`, {}, signal),
  })
