import { play } from '#engine/rehearsal/play.ts'
import type { Played, PlayAct, PlayRequest } from '#engine/rehearsal/play.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { RunEvent } from '#engine/model/run-event.ts'

/** Wednesday, 10 March 2027, 10:00 in the store: when every small run starts. */
export const start = '2027-03-10T10:00:00+08:00'

/** An instant of that day, or of another of that month, by the store's clock: `at('10:30')`, `at('11 09:00')`. */
export function at(clock: string): string {
  const [day, time] = clock.includes(' ') ? clock.split(' ') : ['10', clock]
  return `2027-03-${day}T${time}:00+08:00`
}

/** Somebody (role id, or `role#2`) completes a step. */
export function completes(
  clock: string,
  by: string,
  stepId: string,
  answers: PlayRequest['inputs'] = {},
  details: { reasons?: Record<string, string>; stepKey?: string } = {},
): PlayAct {
  return { at: at(clock), by, command: 'complete', stepId, answers, ...details }
}

/** Plays a small playbook from `start`. */
export function told(plan: Plan, acts: PlayAct[], request: Partial<PlayRequest> = {}): Played {
  return play(plan, { inputs: {}, startAt: start, acts, ...request })
}

/** Status of every instance, in the order of the playbook: `a.1 done`. */
export function statuses(played: Played): string[] {
  return played.steps.map((step) => `${step.key} ${step.status}${step.stale ? ' stale' : ''}`)
}

/** What happened, one line per event by the store's clock: `10:30 step.completed a.1`. Planning is left out unless asked for. */
export function story(played: { events: RunEvent[] }, ...types: string[]): string[] {
  return played.events
    .filter(({ type }) => (types.length > 0 ? types.includes(type) : type !== 'steps.planned'))
    .map((event) => [clockOf(event.at), event.type, event.stepKey].filter((part) => part !== undefined).join(' '))
}

/** `10:30` on the day of the start, `11 10:30` on another. */
export function clockOf(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return local.startsWith('2027-03-10') ? local.slice(11, 16) : `${local.slice(8, 10)} ${local.slice(11, 16)}`
}
