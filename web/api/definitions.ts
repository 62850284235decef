import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Definition, DefinitionList, DefinitionReport, DefinitionWhole } from '#api/contract/definitions.ts'
import type { Plan } from '#engine/model/plan.ts'
import { read, write } from './ask.ts'

export type DefinitionBody = Omit<z.infer<typeof DefinitionWhole>, 'plan'> & { plan: Plan }
export type DefinitionRow = z.infer<typeof DefinitionList>['items'][number]
export type Report = z.infer<typeof DefinitionReport>
export type Finding = Report['findings'][number]

/** Versions of playbooks, newest first within each; drafts too for who may write them. */
export const definitionsQuery = (sopId?: string) =>
  queryOptions({
    queryKey: ['definitions', sopId ?? null],
    queryFn: ({ signal }) => read<z.infer<typeof DefinitionList>>('/definitions', { sopId }, signal),
  })

/** One version with its text and what it was compiled to. */
export const definitionQuery = (id: string) =>
  queryOptions({
    queryKey: ['definition', id],
    queryFn: ({ signal }) => read<DefinitionBody>(`/definitions/${encodeURIComponent(id)}`, {}, signal),
  })

/** Every finding of a text, nothing is kept. */
export const checkText = (yaml: string, signal: AbortSignal) =>
  write<Report>('/definitions/check', { body: { yaml }, signal })

export const saveDraft = (yaml: string) => write<z.infer<typeof Definition>>('/definitions', { body: { yaml } })

export const publishDraft = (id: string) =>
  write<z.infer<typeof Definition>>(`/definitions/${encodeURIComponent(id)}/publish`, { body: {} })
