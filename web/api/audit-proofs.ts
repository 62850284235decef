import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Seal, Verdict } from '#api/contract/audit-proofs.ts'
import { read, write } from './ask.ts'

export type SealBody = z.infer<typeof Seal>
export type VerdictBody = z.infer<typeof Verdict>

/** How far history is signed and witnessed; asked again while somebody looks. */
export const sealQuery = queryOptions({
  queryKey: ['audit', 'seal'],
  queryFn: ({ signal }) => read<SealBody>('/audit/seal', {}, signal),
  refetchInterval: 15_000,
})

/** Works history out again on the server: all of it, or that of one store. */
export const verifyAudit = (storeId: string | null) =>
  write<VerdictBody>('/audit/verify', { body: storeId === null ? {} : { storeId } })

/** Address of the export: all, or one store. */
export const exportAddress = (storeId: string | null): string =>
  `/api/v1/audit/export${storeId === null ? '' : `?storeId=${encodeURIComponent(storeId)}`}`
