import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useMe } from '../api/me.ts'
import { keepSending } from './waiting-acts.ts'

/** While the house is open in this tab, what was finished without network goes out as soon as it can. */
export function useKeepSending(): void {
  const { id } = useMe()
  const queryClient = useQueryClient()
  useEffect(() => keepSending(id, () => void queryClient.invalidateQueries()), [id, queryClient])
}
