import type { z } from 'zod'
import type { LaunchChecks } from '#api/contract/launch-checks.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { ApiProblem } from './api-problem.ts'
import { write } from './ask.ts'
import type { RunBody } from './runs.ts'

export type CheckedRow = z.infer<typeof LaunchChecks>['rows'][number]

/** What would come of launching each row; nothing is launched. */
export async function checkLaunches(
  sopId: string,
  storeId: string,
  rows: readonly JsonObject[],
): Promise<CheckedRow[]> {
  const path = `/sops/${encodeURIComponent(sopId)}/launch-checks`
  return (await write<z.infer<typeof LaunchChecks>>(path, { body: { storeId, rows } })).rows
}

/**
 * Launches a playbook. Under a key made of the case itself a repeat launches nothing twice, not even when the run has ended.
 * @returns the run's id, null where it was launched before.
 */
export async function launchOnce(
  launch: { sopId: string; storeId: string; inputs: JsonObject },
  key: string,
): Promise<string | null> {
  try {
    return (await write<RunBody>('/runs', { body: launch, key })).id
  } catch (failure) {
    const before = failure instanceof ApiProblem && launchedBefore.has(failure.code)
    if (!before) throw failure
    const { runId } = failure.facts
    return typeof runId === 'string' ? runId : null
  }
}

const launchedBefore = new Set(['RUN_EXISTS', 'IDEMPOTENCY_KEY_REUSED'])
