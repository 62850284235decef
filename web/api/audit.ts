import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  ApprovalPairs,
  AuditHitShape,
  AuditPage,
  ChainLinkShape,
  ChainPage,
  Sample,
  SamplePage,
  SampleRequest,
} from '#api/contract/audit.ts'
import type { EventPage, Run, RunEventShape } from '#api/contract/runs.ts'
import type { Sop } from '#api/contract/sops.ts'
import { read, write } from './ask.ts'

export type AuditHit = z.infer<typeof AuditHitShape>
export type ChainLink = z.infer<typeof ChainLinkShape>
export type HistoryEvent = z.infer<typeof RunEventShape>
export type SampleBody = z.infer<typeof Sample>
export type ApprovalPairsBody = z.infer<typeof ApprovalPairs>
export type ApprovalPair = ApprovalPairsBody['items'][number]
export type NewSample = z.infer<typeof SampleRequest>

/** What history is searched by, as it stands in the page's address; amounts in fen. */
export interface AuditFilter {
  storeId?: string
  sopId?: string
  runId?: string
  personId?: string
  person?: string
  type?: string
  stepId?: string
  fromAt?: string
  toAt?: string
  q?: string
  amountFrom?: number
  amountTo?: number
  /** Only files whose picture was used in another run before. */
  seenBefore?: true
}

/** History over all runs, newest first, page by page. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      read<z.infer<typeof AuditPage>>('/audit/events', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Every event of a run, in its own order. */
export const historyQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'history'],
    queryFn: ({ signal }) =>
      allPages<HistoryEvent>((cursor) =>
        read<z.infer<typeof EventPage>>(`${runPath(runId)}/events`, { limit: 100, cursor }, signal),
      ),
  })

/** The whole chain of a run: what its hashes are worked out from. */
export const chainQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'chain'],
    queryFn: ({ signal }) =>
      allPages<ChainLink>((cursor) =>
        read<z.infer<typeof ChainPage>>(`${runPath(runId)}/chain`, { limit: 100, cursor }, signal),
      ),
  })

/** A run as it stood at an instant. */
export const runAtQuery = (runId: string, at: string) =>
  queryOptions({
    queryKey: ['run', runId, 'at', at],
    queryFn: ({ signal }) => read<z.infer<typeof Run>>(runPath(runId), { at }, signal),
    staleTime: Infinity,
  })

/** The playbook a run follows, in the words it had then. */
export const sopVersionQuery = (sopId: string, version: string) =>
  queryOptions({
    queryKey: ['sop', sopId, version],
    queryFn: ({ signal }) =>
      read<z.infer<typeof Sop>>(
        `/sops/${encodeURIComponent(sopId)}/versions/${encodeURIComponent(version)}`,
        {},
        signal,
      ),
    staleTime: Infinity,
  })

/** Who decided about whose requests. */
export const pairsQuery = (filter: { storeId?: string; sopId?: string; fromAt: string; toAt: string }) =>
  queryOptions({
    queryKey: ['audit', 'pairs', filter],
    queryFn: ({ signal }) => read<ApprovalPairsBody>('/audit/approvals', { ...filter }, signal),
  })

/** Samples that were drawn, newest first. */
export const samplesQuery = queryOptions({
  queryKey: ['audit', 'samples'],
  queryFn: ({ signal }) => read<z.infer<typeof SamplePage>>('/audit/samples', { limit: 100 }, signal),
})

/** One sample with its runs. */
export const sampleQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit', 'sample', id],
    queryFn: ({ signal }) => read<SampleBody>(samplePath(id), {}, signal),
  })

export const drawSample = (body: NewSample) => write<SampleBody>('/audit/samples', { body })

export const noteSampleItem = (id: string, n: number, verdict: 'ok' | 'finding', note: string) =>
  write<SampleBody>(`${samplePath(id)}/items/${n}`, { body: { verdict, note } })

export const signSample = (id: string, conclusion: string) =>
  write<SampleBody>(`${samplePath(id)}/sign`, { body: { conclusion } })

const runPath = (runId: string): string => `/runs/${encodeURIComponent(runId)}`
const samplePath = (id: string): string => `/audit/samples/${encodeURIComponent(id)}`

async function allPages<Item>(
  page: (cursor: string | null) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const answer: { items: Item[]; nextCursor: string | null } = await page(cursor)
    items.push(...answer.items)
    cursor = answer.nextCursor
  } while (cursor !== null)
  return items
}
