import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Sop, SopList, SopSummary } from '#api/contract/sops.ts'
import { read } from './ask.ts'

export type SopBody = z.infer<typeof Sop>
export type SopSummaryBody = z.infer<typeof SopSummary>
type SopListBody = z.infer<typeof SopList>

/** Published playbooks, newest version each. */
export const sopsQuery = queryOptions({
  queryKey: ['sops'],
  queryFn: ({ signal }) => read<SopListBody>('/sops', {}, signal),
})

/** One playbook with launch form, stages and steps. */
export const sopQuery = (sopId: string) =>
  queryOptions({
    queryKey: ['sop', sopId],
    queryFn: ({ signal }) => read<SopBody>(`/sops/${encodeURIComponent(sopId)}`, {}, signal),
  })
