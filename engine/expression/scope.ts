import type { JsonValue } from '../model/text.ts'

/**
 * The values an expression may read, by name. Every declared name must be present (null = not there yet).
 * Functions of time read `now` (ISO instant) and `calendar` (a RunCalendar; its `zone` defaults to Asia/Shanghai).
 */
export type Scope = Record<string, JsonValue>

/** A scope that lies on top of another: its names come first, the other is left as it is. */
export function layered(base: Scope, top: Scope): Scope {
  return Object.assign(Object.create(base) as Scope, top)
}

/** Whether a scope, or one it lies on, knows a name. What every object inherits is no name of a playbook. */
export function knows(scope: Scope, name: string): boolean {
  return Object.hasOwn(scope, name) || (name in scope && !(name in Object.prototype))
}
