import type { ColumnType } from 'kysely'

/** `timestamptz`, read and written as an ISO-8601 UTC text with milliseconds. */
export type Instant = ColumnType<string, string, string>
export type OptionalInstant = ColumnType<string | null, string | null | undefined, string | null>
/** `timestamptz` that the database's own clock fills. */
export type ClockInstant = ColumnType<string, string | undefined, string>
/** Filled by the database alone; a writer has no right to it. */
export type DatabaseMade<T> = ColumnType<T, never, never>
/** A column with a default. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>
