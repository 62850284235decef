import type { StepKind } from '../../model/plan.ts'
import type { Compiling } from '../compiling.ts'
import { report } from '../compiling.ts'
import type { Misshaped } from '../flatten-steps.ts'

/** What only some kinds of steps may carry. */
const ownKeys: Record<string, readonly StepKind[]> = {
  first: ['decision'],
  unique: ['decision'],
  collect: ['decision'],
  results: ['decision', 'automation'],
  run: ['automation'],
  with: ['automation'],
  event: ['wait'],
  correlate: ['wait'],
  look: ['wait'],
  by: ['approval'],
  ladder: ['approval'],
  within: ['approval'],
  requester: ['approval'],
}

/** UNKNOWN_KEY: a step carries what its kind does not know. STEP_SHAPE: an entry is no step and no block, or both. */
export function stepShape(c: Compiling, misshaped: readonly Misshaped[]): void {
  for (const { path, kinds } of misshaped) {
    const said =
      kinds.length === 0
        ? 'An entry must be a step or a block'
        : `An entry cannot be ${kinds.join(' and ')} with more beside it`
    report(
      c,
      'STEP_SHAPE',
      path,
      `${said}.`,
      'Begin it with task:, approval:, decision:, automation:, wait:, cue:, milestone:, parallel: or sequence:.',
    )
  }
  for (const step of c.steps)
    for (const [key, kinds] of Object.entries(ownKeys))
      if (key in step.document && !kinds.includes(step.kind))
        report(
          c,
          'UNKNOWN_KEY',
          { path: [...step.path, key], at: 'key' },
          `'${key}' goes only with ${kinds.join(', ')}, not with ${step.kind}.`,
        )
}
