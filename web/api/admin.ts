import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  AbsenceList,
  AbsenceRequest,
  HouseEventPage,
  NewPersonRequest,
  ParameterList,
  PostRequest,
  SessionList,
  ShiftList,
  ShiftRequest,
  StaffPage,
  StoreList,
} from '#api/contract/admin.ts'
import type { StorePeople } from '#api/contract/store-people.ts'
import { read, write } from './ask.ts'

export type StaffBody = z.infer<typeof StaffPage>['items'][number]
export type PostBody = StaffBody['posts'][number]
export type StoreBody = z.infer<typeof StoreList>['items'][number]
export type ParameterBody = z.infer<typeof ParameterList>['items'][number]
export type AbsenceBody = z.infer<typeof AbsenceList>['items'][number]
export type ShiftBody = z.infer<typeof ShiftList>['items'][number]
export type HouseEventBody = z.infer<typeof HouseEventPage>['items'][number]
export type SessionBody = z.infer<typeof SessionList>['items'][number]

/** Everybody who may sign in, by name. */
export const staffQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'people', q],
    queryFn: ({ signal, pageParam }) =>
      read<z.infer<typeof StaffPage>>('/people', { q: q || undefined, limit: 100, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Who works in a store now. */
export const storePeopleQuery = (storeId: string) =>
  queryOptions({
    queryKey: ['admin', 'people of', storeId],
    queryFn: ({ signal }) => read<z.infer<typeof StorePeople>>(`/stores/${storeId}/people`, {}, signal),
    enabled: storeId !== '',
  })

/** The reader's stores with their calendars. */
export const storesQuery = queryOptions({
  queryKey: ['admin', 'stores'],
  queryFn: ({ signal }) => read<z.infer<typeof StoreList>>('/stores', {}, signal),
})

/** A playbook's numbers as they stand in a store. */
export const parametersQuery = (storeId: string, sopId: string) =>
  queryOptions({
    queryKey: ['admin', 'parameters', storeId, sopId],
    queryFn: ({ signal }) => read<z.infer<typeof ParameterList>>(`/stores/${storeId}/parameters`, { sopId }, signal),
    enabled: storeId !== '' && sopId !== '',
  })

/** Who is or will be away in a store; one's own without a store. */
export const absencesQuery = (storeId: string | null) =>
  queryOptions({
    queryKey: ['absences', storeId],
    queryFn: ({ signal }) =>
      read<z.infer<typeof AbsenceList>>('/absences', storeId === null ? { mine: true } : { storeId }, signal),
  })

/** Who is on duty in a store in a period. */
export const shiftsQuery = (storeId: string, fromAt: string, toAt: string) =>
  queryOptions({
    queryKey: ['shifts', storeId, fromAt, toAt],
    queryFn: ({ signal }) => read<z.infer<typeof ShiftList>>('/shifts', { storeId, fromAt, toAt }, signal),
    enabled: storeId !== '',
  })

/** Acts of administration, newest first. */
export const houseEventsQuery = (filter: { objectType?: string; objectId?: string }) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'events', filter],
    queryFn: ({ signal, pageParam }) =>
      read<z.infer<typeof HouseEventPage>>('/house/events', { ...filter, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Where the reader is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => read<z.infer<typeof SessionList>>('/me/sessions', {}, signal),
})

export const addPerson = (body: z.infer<typeof NewPersonRequest>) => write<StaffBody>('/people', { body })
export const barPerson = (id: string, reason: string) => write(`/people/${id}/disable`, { body: { reason } })
export const grantPost = (body: z.infer<typeof PostRequest>) => write<PostBody>('/posts', { body })
export const endPost = (id: string, reason: string) =>
  write<PostBody>(`/posts/${encodeURIComponent(id)}/end`, { body: { reason } })
export const changeStore = ({ id, name, calendar }: StoreBody) =>
  write<StoreBody>(`/stores/${id}`, { method: 'PUT', body: { name, calendar } })
export const setParameter = (storeId: string, { sopId, name }: ParameterBody, value: unknown, reason: string) =>
  write<ParameterBody>(`/stores/${storeId}/parameters/${sopId}/${name}`, { method: 'PUT', body: { value, reason } })
export const enterAbsence = (body: z.infer<typeof AbsenceRequest>) => write<AbsenceBody>('/absences', { body })
export const endAbsence = (id: string) => write(`/absences/${id}`, { method: 'DELETE' })
export const enterShift = (body: z.infer<typeof ShiftRequest>) => write<ShiftBody>('/shifts', { body })
export const dropShift = (id: string) => write(`/shifts/${id}`, { method: 'DELETE' })
export const endSession = (id: string) => write(`/me/sessions/${id}`, { method: 'DELETE' })
