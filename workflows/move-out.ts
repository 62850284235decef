import type { Host, Hosted } from './host-state.ts'
import { mergedOutbox, snapshotRun } from './host-state.ts'
import { workflowTime } from './workflow-clock.ts'

/** A run whose history outgrows a desk leaves it, so that its neighbours stay small and quick. */
export function moveOutIfGrown(host: Host, hosted: Hosted): void {
  if (hosted.eventBytes > host.input.limits.deskRunBytes) moveOut(host, hosted.run.id)
}

/**
 * Takes a run out of its desk with all it carries: state, answers, what is not recorded yet, effects under way.
 * From here on the desk answers `moved` for it. Does nothing in an own host or for a run that is not here.
 */
export function moveOut(host: Host, sopRunId: string): void {
  const hosted = host.runs.get(sopRunId)
  if (!hosted || host.input.kind === 'own') return
  const effects = [...host.effects.values()].filter((pending) => pending.sopRunId === sopRunId)
  const snapshot = {
    format: 1 as const,
    launched: 1,
    sealed: false,
    plans: { [hosted.plan.sha256]: hosted.plan },
    runs: [snapshotRun(hosted)],
    gone: [],
    moved: [],
    outbox: mergedOutbox(host).filter((entry) => entry.sopRunId === sopRunId),
    pendingEffects: effects,
  }
  for (const pending of effects) host.effects.delete(pending.id)
  host.runs.delete(sopRunId)
  host.outboxBytes -= host.outbox.get(sopRunId)?.bytes ?? 0
  host.outbox.delete(sopRunId)
  host.moved.add(sopRunId)
  const id = `${sopRunId}/move`
  const { sop, storeId } = hosted.run
  host.effects.set(id, { id, sopRunId, storeId, at: workflowTime(), effect: { kind: 'move', sop, snapshot } })
  host.stirred = true
}
