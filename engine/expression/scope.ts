import type { JsonValue } from '../model/text.ts'

/**
 * The values an expression may read, by name. Every declared name must be present (null = not there yet).
 * Functions of time read `now` (ISO instant) and `calendar` (a RunCalendar; its `zone` defaults to Asia/Shanghai).
 */
export type Scope = Record<string, JsonValue>
