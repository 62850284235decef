import type { z } from 'zod'
import type { RunCommandRequest } from '#api/contract/runs.ts'
import type { BulkAnswer, BulkRequest, Preview } from '#api/contract/steering.ts'
import { write } from './ask.ts'
import type { RunBody } from './runs.ts'

export type RunAct = z.infer<typeof RunCommandRequest>
export type PreviewBody = z.infer<typeof Preview>
export type BulkAct = z.infer<typeof BulkRequest>
export type BulkBody = z.infer<typeof BulkAnswer>

/** Steers a run; answers the run as it then stands. */
export const steerRun = (runId: string, act: RunAct, key?: string): Promise<RunBody> =>
  write(`/runs/${encodeURIComponent(runId)}/commands`, { body: act, ...(key === undefined ? {} : { key }) })

/** Which dates a moved anchor would change. */
export const previewMove = (runId: string, anchor: string, to: string): Promise<PreviewBody> =>
  write(`/runs/${encodeURIComponent(runId)}/previews`, { body: { type: 'moveAnchor', anchor, to } })

/** One act over many runs or tasks; with `dryRun` only what would happen. */
export const actOnMany = (act: BulkAct, key?: string): Promise<BulkBody> =>
  write('/bulk-acts', { body: act, ...(key === undefined ? {} : { key }) })

/** Reminds whoever has a task of it. */
export const nudgeTask = (taskId: string, key: string): Promise<unknown> =>
  write(`/tasks/${encodeURIComponent(taskId)}/nudge`, { body: {}, key })
