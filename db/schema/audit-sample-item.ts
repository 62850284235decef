import type { OptionalInstant } from './column-types.ts'

/** One run of a sample, in the order it was drawn, and what the auditor found. */
export interface AuditSampleItemTable {
  sampleId: string
  n: number
  sopRunId: string
  verdict: 'ok' | 'finding' | null
  note: string | null
  notedBy: string | null
  notedAt: OptionalInstant
}
