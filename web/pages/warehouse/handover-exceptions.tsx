import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { JsonObject } from '#engine/model/text.ts'
import { launchOnce } from '../../api/launches.ts'
import type { HandoverBody, HandoverException } from '../../api/warehouse.ts'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'

/** What is not as it should be, and who sees to it. */
export function HandoverExceptions({ sheet }: { sheet: HandoverBody }) {
  const t = useText('warehouse')
  const { content, toLaunch } = sheet
  const make = useMakeTasks(sheet)
  const columns = useColumns()
  return (
    <div id="exceptions" className="handover-part">
      <Panel
        title={t('exceptions.title', { count: content.exceptions.length })}
        aside={
          toLaunch.length > 0 && (
            <Button icon="launch" busy={make.busy} onPress={() => void make.all()}>
              {t('exceptions.make', { count: toLaunch.length })}
            </Button>
          )
        }
      >
        {make.problem !== null && <ProblemNote problem={make.problem} />}
        {content.exceptions.length === 0 ? (
          <EmptyState icon="check" title={t('exceptions.none')}>
            {t('exceptions.noneText')}
          </EmptyState>
        ) : (
          <DataTable
            label={t('exceptions.label')}
            columns={columns}
            rows={content.exceptions}
            keyOf={({ key }) => key}
          />
        )}
      </Panel>
    </div>
  )
}

/** Makes a task of every exception nobody sees to; one open task per parcel, however often it is pressed. */
function useMakeTasks({ toLaunch }: HandoverBody) {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const all = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      for (const { key, sopId, storeId, inputs } of toLaunch) {
        const since = String(inputs['found_at'])
        await launchOnce({ sopId, storeId, inputs: inputs as JsonObject }, keyOf(`${storeId} ${key} ${since}`))
      }
    } catch (failure) {
      setProblem(failure)
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: ['boards'] })
    }
  }
  return { busy, problem, all }
}

/** A key of visible ASCII, as every key is. */
function keyOf(text: string): string {
  return encodeURIComponent(text).slice(0, 200)
}

function useColumns(): Column<HandoverException>[] {
  const t = useText('warehouse')
  return [
    {
      id: 'kind',
      head: t('exceptions.kind'),
      leads: true,
      cell: ({ kind }) => <Tag tone={kind === 'claim_open' ? 'info' : 'bad'}>{t(`exceptions.of.${kind}`)}</Tag>,
    },
    {
      id: 'parcel',
      head: t('waybill'),
      cell: ({ waybill, caseNo, caseRunId }) =>
        caseRunId === null ? (
          (waybill ?? '—')
        ) : (
          <Link to="/runs/$runId" params={{ runId: caseRunId }}>
            {waybill ?? caseNo ?? '—'}
          </Link>
        ),
    },
    { id: 'since', head: t('exceptions.since'), cell: ({ since }) => <TimeText at={since} as="both" /> },
    { id: 'due', head: t('exceptions.due'), cell: ({ dueAt }) => <DueChip dueAt={dueAt} hard={false} /> },
    { id: 'task', head: t('exceptions.task'), cell: (one) => <TaskOf one={one} /> },
  ]
}

function TaskOf({ one: { task } }: { one: HandoverException }) {
  const t = useText('warehouse')
  if (task === null) return <Tag tone="warn">{t('exceptions.nobody')}</Tag>
  if (task.taskId !== null)
    return (
      <Link to="/tasks/$taskId" params={{ taskId: task.taskId }}>
        {t('handover.openTask')}
      </Link>
    )
  return (
    <Link to="/runs/$runId" params={{ runId: task.runId }}>
      {t(task.isOpen ? 'exceptions.seenTo' : 'exceptions.cleared')}
    </Link>
  )
}
