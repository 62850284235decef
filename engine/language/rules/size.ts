import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'

/** How many steps a playbook may have (bad input 45). */
export const mostSteps = 500

/** DEFINITION_TOO_LARGE: more steps than a run can carry. */
export function size(c: Compiling): void {
  if (c.steps.length > mostSteps)
    report(
      c,
      'DEFINITION_TOO_LARGE',
      ['stages'],
      `The playbook has ${c.steps.length} steps; ${mostSteps} are allowed.`,
      'Split it into two playbooks.',
    )
}
