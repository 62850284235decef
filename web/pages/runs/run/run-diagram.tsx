import { useQuery } from '@tanstack/react-query'
import type { RunBody } from '../../../api/runs.ts'
import { sopQuery } from '../../../api/sops.ts'
import { Drawing } from '../../../kit/drawing/drawing.tsx'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import type { RunStepBody } from './standing.ts'

/** The playbook as a drawing with the state of this run; the same stands as a list under the steps. */
export function RunDiagram({ run, onOpen }: { run: RunBody; onOpen: (instanceKey: string) => void }) {
  const t = useText('run')
  const pick = usePick()
  const sop = useQuery(sopQuery(run.sopId))
  if (sop.isPending) return <Skeleton />
  if (sop.isError) return <ProblemNote problem={sop.error} onRetry={() => void sop.refetch()} />
  const steps = sop.data.steps.flatMap((step) => {
    const last = lastOf(run, step.stepId)
    if (last === undefined) return []
    const note = last.overdue ? t('late') : t(`stepStatus.${last.status}`)
    const state = last.overdue ? 'late' : last.status
    const onPress = () => onOpen(last.instanceKey)
    return [{ id: step.stepId, after: step.after, title: pick(step.title), note, state, onPress }]
  })
  return <Drawing steps={steps} label={t('views.diagram')} />
}

/** The instance of a step that says most: a late one, one under way, else the last. */
function lastOf(run: RunBody, stepId: string): RunStepBody | undefined {
  const all = run.steps.filter((step) => step.stepId === stepId)
  return (
    all.find((step) => step.overdue) ??
    all.find((step) => step.openedAt !== null && step.completedAt === null) ??
    all.at(-1)
  )
}
