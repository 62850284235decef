import { sleep } from '@temporalio/workflow'
import { systemActor } from '#engine/model/people.ts'
import type { Host } from './host-state.ts'
import { turnRun } from './take-turn.ts'
import { workflowTimeMs } from './workflow-clock.ts'

/**
 * Sees to it that a timer fires no later than the earliest agenda entry of all runs. An earlier timer that is armed
 * already is left to fire: a wake-up with nothing due is cheaper than a cancelled timer and a new one.
 */
export function armWakeUp(host: Host): void {
  const earliestMs = earliestWakeUp(host)
  if (earliestMs === null || host.closing) return
  if (host.armedMs.some((armedMs) => armedMs <= earliestMs)) return
  host.armedMs.push(earliestMs)
  void wakeAt(host, earliestMs)
}

async function wakeAt(host: Host, atMs: number): Promise<void> {
  await sleep(Math.max(1, atMs - workflowTimeMs()), { summary: 'next agenda entry' })
  host.armedMs = host.armedMs.filter((armedMs) => armedMs !== atMs)
  host.stirred = true
}

function earliestWakeUp(host: Host): number | null {
  let earliestMs: number | null = null
  for (const { wakeAtMs } of host.runs.values()) {
    if (wakeAtMs !== null && (earliestMs === null || wakeAtMs < earliestMs)) earliestMs = wakeAtMs
  }
  return earliestMs
}

/** Every run that is due gets one tick; a fault stays with its run. */
export function tickDueRuns(host: Host): void {
  const nowMs = workflowTimeMs()
  for (const [sopRunId, hosted] of [...host.runs]) {
    if (hosted.wakeAtMs === null || hosted.wakeAtMs > nowMs) continue
    // Postponed first, so that a tick which fails is not tried again in a circle.
    hosted.wakeAtMs = nowMs + 60_000
    turnRun(host, hosted.plan, {
      commandId: `tick/${sopRunId}/${hosted.run.seq}`,
      sopRunId,
      actor: systemActor,
      door: 'timer',
      command: { type: 'tick' },
    })
  }
}
