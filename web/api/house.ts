import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { House } from '#api/contract/house.ts'
import { read } from './ask.ts'

type HouseBody = z.infer<typeof House>

/** Version and mode of this house, who is signed in, and the demo sign-ins while nobody is; needs no sign-in. */
export const houseQuery = queryOptions({
  queryKey: ['house'],
  queryFn: ({ signal }) => read<HouseBody>('/house', {}, signal),
  staleTime: Infinity,
})
