import type { RunBody } from '../../../api/runs.ts'
import { Button } from '../../../kit/button/button.tsx'
import type { Column } from '../../../kit/table/data-table.tsx'
import { DataTable } from '../../../kit/table/data-table.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { DueChip } from '../../../kit/time/due-chip.tsx'
import { TimeText } from '../../../kit/time/time-text.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { Holder } from '../board/run-lines.tsx'
import { stepTones } from '../status-tones.ts'
import type { RunStepBody } from './standing.ts'

/** Every step of a run by stage: how it stands, who, when it was due and when it was done. */
export function StepTable({ run, onOpen }: { run: RunBody; onOpen: (instanceKey: string) => void }) {
  const t = useText('run')
  const pick = usePick()
  const columns = useColumns(run, onOpen)
  return (
    <div className="stage-steps">
      {run.stages.map((stage) => {
        const rows = run.steps.filter((step) => step.stage === stage.id)
        if (rows.length === 0) return null
        return (
          <section key={stage.id} aria-label={pick(stage.title)}>
            <h2>
              {pick(stage.title)}{' '}
              <span className="number">{t('facts.done', { done: stage.done, total: stage.total })}</span>
            </h2>
            <DataTable label={pick(stage.title)} columns={columns} rows={rows} keyOf={(step) => step.instanceKey} />
          </section>
        )
      })}
    </div>
  )
}

function useColumns(run: RunBody, onOpen: (instanceKey: string) => void): Column<RunStepBody>[] {
  const t = useText('run')
  const pick = usePick()
  return [
    {
      id: 'step',
      head: t('columns.step'),
      leads: true,
      cell: (step) => (
        <Button tone="quiet" onPress={() => onOpen(step.instanceKey)}>
          {pick(step.title)}
          {step.iteration > 0 && ` ${step.iteration}`}
          {step.visit > 1 && ` · ${t('visit', { visit: step.visit })}`}
        </Button>
      ),
    },
    {
      id: 'status',
      head: t('columns.status'),
      cell: (step) => <Tag tone={stepTones[step.status]}>{t(`stepStatus.${step.status}`)}</Tag>,
    },
    {
      id: 'who',
      head: t('columns.who'),
      cell: (step) =>
        step.completedBy === null ? (
          <Holder task={{ assignee: step.assignee, assigneeName: step.assigneeName, role: step.candidateRole }} />
        ) : step.completedBy === 'system' ? (
          t('system')
        ) : (
          (step.completedByName ?? step.completedBy)
        ),
    },
    {
      id: 'due',
      head: t('columns.due'),
      cell: (step) =>
        step.dueAt === null || step.status === 'skipped' || step.status === 'cancelled' ? (
          '–'
        ) : (
          <DueChip
            dueAt={step.dueAt}
            hard={step.hard}
            paused={run.status === 'paused'}
            doneAt={step.completedAt ?? null}
            inRow
          />
        ),
    },
    {
      id: 'done',
      head: t('columns.done'),
      cell: (step) => (step.completedAt === null ? '–' : <TimeText at={step.completedAt} as="clock" inRow />),
    },
  ]
}
