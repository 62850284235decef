import { useQuery } from '@tanstack/react-query'
import type { BulkAct, BulkBody } from '../../../api/steering.ts'
import { actOnMany } from '../../../api/steering.ts'

export interface DryRun {
  answer: BulkBody | null
  problem: unknown
}

/** What an act would do to each of its runs or tasks; null = nothing is asked yet. */
export function useDryRun(act: BulkAct | null): DryRun {
  const trial = useQuery({
    queryKey: ['dry-run', act],
    queryFn: () => actOnMany(act as BulkAct),
    enabled: act !== null,
    staleTime: 0,
    gcTime: 0,
  })
  return { answer: trial.data ?? null, problem: trial.error }
}
