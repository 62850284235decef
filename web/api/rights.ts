import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ApiTokenList, ApiTokenRequest, ApiTokenShape, NewApiToken } from '#api/contract/api-tokens.ts'
import type { BreakGlassList, BreakGlassRequest, BreakGlassReview, BreakGlassShape } from '#api/contract/break-glass.ts'
import type { RightList, RightShape } from '#api/contract/rights.ts'
import type { ShiftAccepted, ShiftHandoverList, ShiftHandoverShape } from '#api/contract/shift-handovers.ts'
import { read, write } from './ask.ts'

export type ApiTokenBody = z.infer<typeof ApiTokenShape>
export type RightBody = z.infer<typeof RightShape>
export type BreakGlassBody = z.infer<typeof BreakGlassShape>
export type ShiftHandoverBody = z.infer<typeof ShiftHandoverShape>

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => read<z.infer<typeof ApiTokenList>>('/me/tokens', {}, signal),
})
export const makeToken = (body: z.infer<typeof ApiTokenRequest>) =>
  write<z.infer<typeof NewApiToken>>('/me/tokens', { body })
export const endToken = (id: string) => write(`/me/tokens/${id}`, { method: 'DELETE' })

export const rightsQuery = queryOptions({
  queryKey: ['rights'],
  queryFn: ({ signal }) => read<z.infer<typeof RightList>>('/rights', {}, signal),
})

export const breakGlassQuery = queryOptions({
  queryKey: ['breakGlass'],
  queryFn: ({ signal }) => read<z.infer<typeof BreakGlassList>>('/break-glass', {}, signal),
})
export const openBreakGlass = (body: z.infer<typeof BreakGlassRequest>) => write('/break-glass', { body })
export const endBreakGlass = (id: string) => write(`/break-glass/${id}/end`)
export const reviewBreakGlass = (id: string, body: z.infer<typeof BreakGlassReview>) =>
  write(`/break-glass/${id}/review`, { body })

export const shiftHandoversQuery = queryOptions({
  queryKey: ['tasks', 'shiftHandovers'],
  queryFn: ({ signal }) => read<z.infer<typeof ShiftHandoverList>>('/shift-handovers', {}, signal),
})
export const acceptShift = (id: string) =>
  write<z.infer<typeof ShiftAccepted>>(`/shift-handovers/${encodeURIComponent(id)}/accept`)
