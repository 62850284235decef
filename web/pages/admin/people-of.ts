import { useQuery } from '@tanstack/react-query'
import { storePeopleQuery } from '../../api/admin.ts'

/** A part of the page about duty: one store and the people who work there. */
export interface DutyPart {
  storeId: string
  people: readonly { id: string; name: string }[]
}

/** People who work in a store now. */
export function usePeopleOf(storeId: string): DutyPart['people'] {
  const { data } = useQuery(storePeopleQuery(storeId))
  return (data?.items ?? []).map(({ personId, name }) => ({ id: personId, name }))
}
