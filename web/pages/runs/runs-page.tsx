import { useInfiniteQuery } from '@tanstack/react-query'
import type { RunSummaryBody } from '../../api/runs.ts'
import { runsQuery } from '../../api/runs.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { usePick, useText } from '../../text/use-text.ts'

/** Every run the reader may see, newest first. */
export function RunsPage() {
  const t = useText('runs')
  const { storeId } = useStore()
  const columns = useColumns()
  const runs = useInfiniteQuery(runsQuery(storeId === null ? {} : { storeId }))
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('title')}>
      {runs.isPending ? (
        <Skeleton />
      ) : runs.isError && rows.length === 0 ? (
        <ProblemNote problem={runs.error} onRetry={() => void runs.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon="runs" title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <DataTable label={t('title')} columns={columns} rows={rows} keyOf={(run) => run.id} />
      )}
      {runs.hasNextPage && (
        <Button busy={runs.isFetchingNextPage} onPress={() => void runs.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}

const tones = { running: 'info', paused: 'warn', completed: 'good', cancelled: 'plain', incident: 'bad' } as const

function useColumns(): Column<RunSummaryBody>[] {
  const t = useText('runs')
  const pick = usePick()
  return [
    {
      id: 'title',
      head: t('columns.run'),
      leads: true,
      cell: (run) => `${pick(run.title)} ${run.correlationKey ?? ''}`,
    },
    {
      id: 'status',
      head: t('columns.status'),
      cell: (run) => <Tag tone={tones[run.status]}>{t(`status.${run.status}`)}</Tag>,
    },
    {
      id: 'due',
      head: t('columns.due'),
      cell: (run) => (run.dueAt === null ? '—' : <DueChip dueAt={run.dueAt} paused={run.status === 'paused'} inRow />),
    },
    { id: 'launched', head: t('columns.launched'), cell: (run) => <TimeText at={run.launchedAt} inRow /> },
    {
      id: 'by',
      head: t('columns.by'),
      cell: (run) => <PersonName name={run.launchedByName} id={run.launchedBy} />,
    },
  ]
}
