import type { QueryClient } from '@tanstack/react-query'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { FirstAdminRequest } from '#api/contract/first-admin.ts'
import type { Person } from '#api/contract/people.ts'
import { read, write } from './ask.ts'
import { houseQuery } from './house.ts'

export type Me = z.infer<typeof Person>

/** Who is signed in. Error: TOKEN_MISSING and its kin when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => read<Me>('/me', {}, signal),
  staleTime: 5 * 60_000,
})

/** The page asks as it opens; whoever signs in or out afterwards is asked for anew. */
const justAskedMs = 2_000

/** Who is signed in, null when nobody is; asks only when it is not known yet. */
export async function whoIsHere(queryClient: QueryClient): Promise<Me | null> {
  const known = queryClient.getQueryData(meQuery.queryKey)
  if (known !== undefined) return known
  const { person } = await queryClient.fetchQuery({ ...houseQuery, staleTime: justAskedMs })
  if (person !== null) queryClient.setQueryData(meQuery.queryKey, person)
  return person
}

/** Who is signed in; only inside the shell, which has asked already. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Every role held in some store. */
export function rolesOf(me: Me): ReadonlySet<string> {
  return new Set(me.stores.flatMap((store) => store.roles))
}

export const signIn = (email: string, password: string): Promise<{ person: Me }> =>
  write('/session', { body: { email, password } })

export const enterHouse = (body: z.infer<typeof FirstAdminRequest>): Promise<{ person: Me }> =>
  write('/first-admin', { body })

export const signOut = (): Promise<null> => write('/session', { method: 'DELETE' })
