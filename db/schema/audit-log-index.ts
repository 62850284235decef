import type { ColumnType } from 'kysely'

/** Place of every sealed event in the log: 0, 1, 2 … without a gap. Append-only. */
export interface AuditLogIndexTable {
  idx: number
  /** `run`: of `audit_event`; `house`: of `admin_event`. */
  kind: ColumnType<'run' | 'house', 'run' | 'house', never>
  /** `id` there. */
  eventId: number
  /** SHA-256 of a zero byte and the event's body, as it was sealed. */
  leaf: Buffer
}
