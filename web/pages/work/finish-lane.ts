import type { ApiProblem } from '../../api/api-problem.ts'
import { problemOf } from '../../api/api-problem.ts'
import { newKey } from '../../api/ask.ts'
import type { Meant } from '../../api/work.ts'
import { completeTask, revisionWhenOpen } from '../../api/work.ts'
import type { WaitingAct } from '../../queue/waiting-acts.ts'
import { wait } from '../../queue/waiting-acts.ts'
import { withSentFiles } from '../../queue/waiting-files.ts'

export interface LanePart extends Pick<WaitingAct, 'title' | 'fields'> {
  meant: Meant
  /** null: the revision the step has when it opens. */
  revision: number | null
}

export type Finished =
  | { kind: 'done' }
  | { kind: 'waiting'; count: number }
  | { kind: 'refused'; taskId: string; problem: ApiProblem }

/**
 * Ends the steps of a case one after the other, each an act of its own under one stem of keys. Stops at the first refusal with
 * the rest kept; without network what is left waits on the device under the same keys.
 */
export async function finishLane(
  parts: readonly LanePart[],
  who: { personId: string; caseKey: string | null },
  onDone: (taskId: string) => void,
): Promise<Finished> {
  const stem = newKey()
  for (const [at, { meant, revision }] of parts.entries()) {
    try {
      if (!navigator.onLine) return await letWait(parts.slice(at), stem, at, who)
      const answers = await withSentFiles(meant.taskId, meant.answers)
      const expected = at === 0 && revision !== null ? revision : await revisionWhenOpen(meant.taskId)
      await completeTask({ ...meant, answers }, expected, `${stem}-${at}`)
      onDone(meant.taskId)
    } catch (failure) {
      const problem = problemOf(failure)
      if (problem.code === 'OFFLINE') return letWait(parts.slice(at), stem, at, who)
      return { kind: 'refused', taskId: meant.taskId, problem }
    }
  }
  return { kind: 'done' }
}

async function letWait(
  parts: readonly LanePart[],
  stem: string,
  from: number,
  { personId, caseKey }: { personId: string; caseKey: string | null },
): Promise<Finished> {
  const madeAt = new Date().toISOString()
  await wait(
    parts.map(({ meant, title, fields, revision }, at) => ({
      ...{ key: `${stem}-${from + at}`, stem, personId, title, fields, caseKey, meant, madeAt },
      expectedRevision: revision,
      refusal: null,
    })),
  )
  return { kind: 'waiting', count: parts.length }
}
