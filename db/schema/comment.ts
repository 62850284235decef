import type { Instant } from './column-types.ts'

/** Projection of `comment.added`. */
export interface CommentTable {
  sopRunId: string
  seq: number
  stepKey: string | null
  personId: string
  at: Instant
  text: string
}
