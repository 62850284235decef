import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Handover, ScanAnswer, ScanPage } from '#api/contract/warehouse.ts'
import { read, write } from './ask.ts'

export type ScanFound = z.infer<typeof ScanAnswer>
type ScanPageBody = z.infer<typeof ScanPage>
export type ScanBody = ScanPageBody['items'][number]
export type HandoverBody = z.infer<typeof Handover>
export type HandoverParcel = HandoverBody['content']['parcels'][number]
export type HandoverException = HandoverBody['content']['exceptions'][number]
export type HandoverPart = HandoverBody['signatures'][number]['part']

/** Tells the house that a parcel is in somebody's hands, and asks what is to be done with it. */
export const scanParcel = (storeId: string, waybill: string, key: string): Promise<ScanFound> =>
  write('/scans', { body: { storeId, waybill }, key })

/** What a store's warehouse scanned on a day, newest first. */
export const scansQuery = (storeId: string, day: string) =>
  infiniteQueryOptions({
    // Among the boards, so that a finished inspection shows at once.
    queryKey: ['boards', 'scans', storeId, day],
    queryFn: ({ signal, pageParam }) =>
      read<ScanPageBody>('/scans', { storeId, day, limit: 100, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

const pathOf = (storeId: string, day: string): string =>
  `/stores/${encodeURIComponent(storeId)}/handovers/${encodeURIComponent(day)}`

/** The daily sheet of a store's warehouse. */
export const handoverQuery = (storeId: string, day: string) =>
  queryOptions({
    queryKey: ['boards', 'handover', storeId, day],
    queryFn: ({ signal }) => read<HandoverBody>(pathOf(storeId, day), {}, signal),
  })

/** Signs a part of the sheet that was seen, by its SHA-256. @throws ApiProblem */
export const signHandover = (storeId: string, day: string, part: HandoverPart, sha256: string): Promise<HandoverBody> =>
  write(`${pathOf(storeId, day)}/sign`, { body: { part, sha256 } })
