import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { StorePeople } from '#api/contract/store-people.ts'
import { read } from './ask.ts'

type StorePeopleBody = z.infer<typeof StorePeople>
export type StorePerson = StorePeopleBody['items'][number]

/** Who works in a store now, with their load. */
export const storePeopleQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['people', storeId],
    queryFn: ({ signal }) => read<StorePeopleBody>(`/stores/${encodeURIComponent(storeId)}/people`, {}, signal),
  })
