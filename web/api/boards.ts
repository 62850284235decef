import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { BoardPage, BoardRun, SavedView, SavedViewList, StoreBoard, WorkReport } from '#api/contract/boards.ts'
import { read, write } from './ask.ts'
import type { RunSummaryBody } from './runs.ts'

export type BoardRunBody = z.infer<typeof BoardRun>
export type BoardTaskBody = BoardRunBody['now'][number]
export type StoreLine = z.infer<typeof StoreBoard>['items'][number]
export type SavedViewBody = z.infer<typeof SavedView>
export type WorkReportBody = z.infer<typeof WorkReport>
export type WorkLine = WorkReportBody['items'][number]
export type WorkReportBy = WorkReportBody['by']

export interface BoardFilter {
  storeId?: string | undefined
  sopId?: string | undefined
  status?: RunSummaryBody['status'] | undefined
  late?: boolean | undefined
  personId?: string | undefined
  role?: string | undefined
  q?: string | undefined
}

/** Runs under way, late first, page by page. */
export const boardQuery = (filter: BoardFilter) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'board', filter],
    queryFn: ({ signal, pageParam }) =>
      read<z.infer<typeof BoardPage>>('/boards/runs', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Runs as they stood at an instant, latest launch first, page by page. */
export const boardThenQuery = (at: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'then', at],
    queryFn: ({ signal, pageParam }) =>
      read<z.infer<typeof BoardPage>>('/boards/then', { at, limit: 20, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Stores × playbooks with how late they are. */
export const storeBoardQuery = queryOptions({
  queryKey: ['runs', 'stores'],
  queryFn: ({ signal }) => read<z.infer<typeof StoreBoard>>('/boards/stores', {}, signal),
})

export interface ReportFilter {
  by: WorkReportBy
  storeId?: string | undefined
  sopId?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Open work now and finished work of a period. */
export const workReportQuery = (filter: ReportFilter) =>
  queryOptions({
    queryKey: ['report', filter],
    queryFn: ({ signal }) => read<WorkReportBody>('/reports/work', { ...filter }, signal),
  })

/** What the reader has kept of a page's filters. */
export const viewsQuery = (page: string) =>
  queryOptions({
    queryKey: ['views', page],
    queryFn: ({ signal }) => read<z.infer<typeof SavedViewList>>('/views', { page }, signal),
  })

export const saveView = (page: string, name: string, search: Record<string, string>): Promise<SavedViewBody> =>
  write('/views', { body: { page, name, search } })

export const dropView = (id: string): Promise<null> => write(`/views/${encodeURIComponent(id)}`, { method: 'DELETE' })
