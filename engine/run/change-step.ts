import type { RunEvent } from '../model/run-event.ts'
import type { SopRun, Step } from '../model/sop-run.ts'

/** The run with the event's step changed and its revision raised; an event without a step leaves the run as it is. */
export function changeStep(run: SopRun, event: RunEvent, change: (step: Step) => Partial<Step>): SopRun {
  const step = event.stepKey === undefined ? undefined : run.steps[event.stepKey]
  if (!step) return run
  const next = { ...step, ...change(step), revision: step.revision + 1 }
  return { ...run, steps: { ...run.steps, [step.key]: next } }
}

/** A text of an event's data, or null when it has none. */
export function text(event: RunEvent, name: string): string | null {
  return (event.data[name] as string | null | undefined) ?? null
}
