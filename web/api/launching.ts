import type { z } from 'zod'
import type { RehearsalShape } from '#api/contract/rehearsals.ts'
import type { LaunchRequest } from '#api/contract/runs.ts'
import { write } from './ask.ts'
import type { RunBody } from './runs.ts'

export type RehearsalBody = z.infer<typeof RehearsalShape>
export type LaunchAsked = z.infer<typeof LaunchRequest>

/** The dated plan of a launch; nothing is started. */
export const rehearse = (asked: LaunchAsked): Promise<RehearsalBody> => {
  const { sopId, version: _version, correlationKey: _correlationKey, ...body } = asked
  return write(`/sops/${encodeURIComponent(sopId)}/rehearsals`, { body })
}

/** Starts a playbook in one store; the same key starts it once. */
export const launch = (asked: LaunchAsked, key: string): Promise<RunBody> => write('/runs', { body: asked, key })
