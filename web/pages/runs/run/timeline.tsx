import { useQuery } from '@tanstack/react-query'
import { criticalPath } from '#engine/rehearsal/critical-path.ts'
import type { RunBody } from '../../../api/runs.ts'
import { sopQuery } from '../../../api/sops.ts'
import { useLanguage, usePick, useText } from '../../../text/use-text.ts'
import { shortInstant } from '../../../time/words.ts'
import type { PlanLine } from './plan-chart.tsx'
import { PlanChart } from './plan-chart.tsx'

/** When every step was planned and when it was done; the same stands as a table under the steps. */
export function Timeline({ run, onOpen }: { run: RunBody; onOpen: (instanceKey: string) => void }) {
  const t = useText('run')
  const pick = usePick()
  const language = useLanguage()
  const sop = useQuery(sopQuery(run.sopId)).data
  const critical = new Set(
    sop
      ? criticalPath(
          sop.steps.map(({ stepId, after }) => ({ id: stepId, after: after.map((id) => ({ stepId: id })) })),
          endsOf(run),
        )
      : [],
  )
  const stageTitle = new Map(run.stages.map((stage) => [stage.id, pick(stage.title)]))
  const at = (instant: string | null) =>
    instant === null ? t('timeline.unknown') : shortInstant(instant, language, run.calendar.zone, Date.now())
  const lines = run.steps
    .filter((step) => step.status !== 'skipped' && (step.opensAt ?? step.dueAt ?? step.openedAt) !== null)
    .map((step): PlanLine => ({
      id: step.instanceKey,
      title: pick(step.title) + (step.iteration > 0 ? ` ${step.iteration}` : ''),
      group: stageTitle.get(step.stage) ?? '',
      from: step.opensAt ?? step.openedAt,
      due: step.dueAt,
      begun: step.openedAt,
      ended: step.completedAt,
      late: step.late || step.overdue,
      critical: critical.has(step.stepId),
      words: t('timeline.words', {
        status: t(`stepStatus.${step.status}`),
        from: at(step.opensAt ?? step.openedAt),
        due: at(step.dueAt),
        done: at(step.completedAt),
      }),
    }))
  if (lines.length === 0) return <p>{t('timeline.none')}</p>
  return <PlanChart label={t('views.timeline')} lines={lines} calendar={run.calendar} onOpen={onOpen} />
}

/** When each step as a whole ends, as far as is known. */
function endsOf(run: RunBody): Map<string, string> {
  const ends = new Map<string, string>()
  for (const step of run.steps) {
    const end = step.completedAt ?? step.dueAt ?? step.opensAt
    if (end === null || step.status === 'skipped') continue
    const known = ends.get(step.stepId)
    if (known === undefined || end > known) ends.set(step.stepId, end)
  }
  return ends
}
