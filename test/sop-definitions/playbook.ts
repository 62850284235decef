import { readFileSync } from 'node:fs'
import { compilePlaybook, isError } from '#engine/language/compile-playbook.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct, Played } from '#engine/rehearsal/play.ts'
import type { Told, ToldStep } from '../scenarios/told.ts'

/** A playbook of the house, compiled; throws when it has an error. */
export function playbook(id: string): Plan {
  const { plan, findings } = compilePlaybook(readFileSync(`sop-definitions/${id}.yaml`, 'utf8'))
  const errors = findings.filter(isError)
  if (plan === null || errors.length > 0) throw new Error(`${id}: ${JSON.stringify(errors)}`)
  return plan
}

/** '03-10 10:00' of 2027 on the store's clock (UTC+8), as clients write it. */
export function cst(text: string): string {
  return `2027-${text.replace(' ', 'T')}:00+08:00`
}

/** An instant of the engine on the store's clock: '03-10 10:00', '-' when there is none. */
export function clock(instant: string | null | undefined): string {
  if (instant === null || instant === undefined) return '-'
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
}

/** A person completes a step. */
export function completes(
  at: string,
  by: string,
  stepId: string,
  answers: JsonObject = {},
  more: object = {},
): PlayAct {
  return { at: cst(at), by, stepId, command: 'complete', answers, ...more }
}

/** A person decides on an approval. */
export function decides(
  at: string,
  by: string,
  stepId: string,
  command: 'approve' | 'reject' | 'return',
  reason?: string,
): PlayAct {
  return { at: cst(at), by, stepId, command, ...(reason === undefined ? {} : { reason }) }
}

/** A person corrects the answers of a finished step. */
export function revises(at: string, by: string, stepId: string, answers: JsonObject, reason: string): PlayAct {
  return { at: cst(at), by, stepId, command: 'revise', answers, reason }
}

/** Steps that were worked on, in the order they ended: `rr-refund 03-10 11:30`; those still open follow with `open`. */
export function path(played: Pick<Told, 'steps'>): string[] {
  const touched = played.steps.filter((step) => step.openedAt !== null || step.status === 'done')
  const ended = touched.filter((step) => step.status === 'done')
  const order = [...ended].sort((a, b) =>
    a.completedAt! < b.completedAt! ? -1 : a.completedAt! > b.completedAt! ? 1 : 0,
  )
  return order.map((step) => step.stepId)
}

/** Steps no one had to do, by rule. */
export function skipped(played: Pick<Told, 'steps'>): string[] {
  return played.steps.filter((step) => step.status === 'skipped' && !step.stale).map((step) => step.stepId)
}

/** The instance of a step that counts: its last visit, its last repetition. */
export function step<S extends ToldStep>(played: { steps: S[] }, stepId: string, iteration?: number): S {
  const found = played.steps
    .filter((item) => item.stepId === stepId && (iteration === undefined || item.iteration === iteration))
    .sort((a, b) => a.visit - b.visit || a.iteration - b.iteration)
    .at(-1)
  if (!found) throw new Error(`no ${stepId} among ${played.steps.map((item) => item.stepId).join(', ')}`)
  return found
}

/** Due of a step on the store's clock. */
export function due(played: Pick<Told, 'steps'>, stepId: string): string {
  return clock(step(played, stepId).dueAt)
}

/** Events of these types as `type stepId at`. */
export function happened(played: Pick<Told, 'events'>, ...types: string[]): string[] {
  return played.events
    .filter((event) => types.includes(event.type))
    .map((event) => `${event.type} ${event.stepId ?? ''} ${clock(event.at)}`)
}

/** Playbooks started from the run, with the step and the inputs. */
export function started(played: Played): { sop: string; inputs: JsonObject }[] {
  return played.events
    .filter((event) => event.type === 'child.asked')
    .map((event) => ({ sop: event.data['sop'] as string, inputs: event.data['inputs'] as JsonObject }))
}

/** Codes of what was refused, in order. */
export function refused(played: Pick<Told, 'refusals'>): string[] {
  return played.refusals.map((refusal) => refusal.code)
}
