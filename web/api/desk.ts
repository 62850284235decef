import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Desk } from '#api/contract/desk.ts'
import { noteServerClock } from '../time/server-clock.ts'
import { read, write } from './ask.ts'

export type DeskBody = z.infer<typeof Desk>
export type DeskCue = DeskBody['cues'][number]
export type DeskPrompt = DeskBody['prompts'][number]
export type ByHand = NonNullable<DeskBody['extension']>

/** How often a desk asks again although the stream is silent; an outage is known after as long. */
const heartbeatMs = 4_000

/** What is on air of a run. Reading it also sets the clock of the page by the server's. */
export const deskQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'desk'],
    queryFn: async ({ signal }) => {
      const sentAt = Date.now()
      const desk = await read<DeskBody>(`/runs/${encodeURIComponent(runId)}/desk`, {}, signal)
      noteServerClock(Date.parse(desk.at), sentAt, Date.now())
      return desk
    },
    refetchInterval: heartbeatMs,
    refetchIntervalInBackground: true,
    retry: false,
  })

/** One act on a task of the desk. */
export const actOn = (taskId: string, verb: string, body: object): Promise<unknown> =>
  write(`/tasks/${encodeURIComponent(taskId)}/${verb}`, { body })

/** One act on the run as a whole. */
export const command = (runId: string, body: object): Promise<unknown> =>
  write(`/runs/${encodeURIComponent(runId)}/commands`, { body })
