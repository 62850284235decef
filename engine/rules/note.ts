import type { AddEvidence, Comment } from '../model/command.ts'
import type { Refusal } from '../model/refusal.ts'
import type { Recorder } from '../run/recorder.ts'
import { refuse } from './refuse.ts'

/** A remark has words and, when it aims at a step, a step that exists. Codes: INVALID_ANSWER, STEP_UNKNOWN. Ended runs take remarks. */
export function refuseComment(turn: Recorder, command: Comment): Refusal | null {
  if (command.text.trim() === '') return refuse('INVALID_ANSWER', 'A comment needs a text.', {})
  if (command.stepKey === undefined || turn.run.steps[command.stepKey]) return null
  return refuse('STEP_UNKNOWN', `Run ${turn.run.id} has no step "${command.stepKey}".`, { stepKey: command.stepKey })
}

/** Adds a remark to the run or to one of its steps. */
export function addComment(turn: Recorder, command: Comment): void {
  const stepId = command.stepKey === undefined ? undefined : turn.run.steps[command.stepKey]?.stepId
  turn.emit({
    type: 'comment.added',
    ...(command.stepKey === undefined ? {} : { stepKey: command.stepKey }),
    ...(stepId === undefined ? {} : { stepId }),
    data: { text: command.text, ...(command.mentions?.length ? { mentions: command.mentions } : {}) },
  })
}

/** Binds an uploaded file to a step by its SHA-256, with where the same picture had been used before. */
export function addEvidence(turn: Recorder, stepKey: string, stepId: string, command: AddEvidence): void {
  const { evidenceId, sha256, mediaType, bytes, pictureSha256, seenBefore } = command
  const data = {
    ...{ evidenceId, sha256, mediaType, bytes },
    ...(pictureSha256 === undefined ? {} : { pictureSha256 }),
    ...(seenBefore === undefined ? {} : { seenBefore: { ...seenBefore } }),
  }
  turn.emit({ type: 'evidence.added', stepId, stepKey, data })
}
