import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Erasure, ErasurePage, ErasureRequest, Revealed } from '#api/contract/personal-data.ts'
import { read, write } from './ask.ts'

export type ErasureBody = z.infer<typeof Erasure>
export type RevealedBody = z.infer<typeof Revealed>
export type NewErasure = z.infer<typeof ErasureRequest>

const runPath = (runId: string) => `/runs/${encodeURIComponent(runId)}`
const erasurePath = (id: string) => `/erasures/${encodeURIComponent(id)}`

/** The latest wish to erase that covers a run, null when nobody has one. */
export const erasureOfRunQuery = (runId: string) =>
  queryOptions({
    queryKey: ['erasures', 'run', runId],
    queryFn: async ({ signal }) =>
      (await read<z.infer<typeof ErasurePage>>('/erasures', { runId, limit: 1 }, signal)).items[0] ?? null,
  })

/** Wishes to erase, newest first, page by page. */
export const erasuresQuery = infiniteQueryOptions({
  queryKey: ['erasures', 'all'],
  queryFn: ({ signal, pageParam }) =>
    read<z.infer<typeof ErasurePage>>('/erasures', { limit: 50, cursor: pageParam }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})

export const reveal = (runId: string, reason: string) =>
  write<RevealedBody>(`${runPath(runId)}/reveal`, { body: { reason } })
export const askErasure = (runId: string, body: NewErasure) =>
  write<ErasureBody>(`${runPath(runId)}/erase-personal-data`, { body })
export const approveErasure = (id: string, reason: string) =>
  write<ErasureBody>(`${erasurePath(id)}/approve`, { body: reason === '' ? {} : { reason } })
export const refuseErasure = (id: string, reason: string) =>
  write<ErasureBody>(`${erasurePath(id)}/refuse`, { body: { reason } })
