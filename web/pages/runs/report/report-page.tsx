import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { WorkLine, WorkReportBy } from '../../../api/boards.ts'
import { workReportQuery } from '../../../api/boards.ts'
import { Button } from '../../../kit/button/button.tsx'
import { DateInput } from '../../../kit/field/date-input.tsx'
import { Select } from '../../../kit/field/select.tsx'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { EmptyState } from '../../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Page } from '../../../kit/page/page.tsx'
import type { Column } from '../../../kit/table/data-table.tsx'
import { DataTable } from '../../../kit/table/data-table.tsx'
import { Percent } from '../../../kit/values/values.tsx'
import { useStore } from '../../../shell/store-choice.ts'
import { usePick, useText } from '../../../text/use-text.ts'
import type { ReportSearch } from '../search.ts'
import { csvOf } from './csv.ts'
import '../bar-chart.css'
import '../board/board-tables.css'
import '../board/board.css'

const route = getRouteApi('/shell/runs/report')
const groups: readonly WorkReportBy[] = ['person', 'role', 'store', 'playbook', 'step', 'day']

/** Who has how much, and how punctual finished work was. */
export function ReportPage() {
  const t = useText('report')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { storeId } = useStore()
  const by = search.by ?? 'person'
  const report = useQuery(workReportQuery({ ...search, by, storeId: storeId ?? undefined }))
  const change = (next: ReportSearch) => void navigate({ search: next, replace: true })
  const nameOf = useLineName(by)
  const columns = useColumns(by, nameOf)
  const rows = report.data?.items ?? []
  return (
    <Page
      title={t('title')}
      crumbs={[{ label: t('crumb'), to: '/runs' }]}
      actions={
        <Button
          icon="download"
          refusal={rows.length === 0 ? t('nothingToSave') : null}
          onPress={() =>
            save(
              `${by}.csv`,
              csvOf(
                headsOf(t),
                rows.map((row) => cellsOf(row, nameOf(row))),
              ),
            )
          }
        >
          {t('csv')}
        </Button>
      }
    >
      <ReportFilters search={search} days={report.data} onChange={change} />
      {report.isPending ? (
        <Skeleton />
      ) : report.isError ? (
        <ProblemNote problem={report.error} onRetry={() => void report.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon="people" title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <DataTable label={t('title')} columns={columns} rows={rows} keyOf={(row) => row.key ?? ''} />
      )}
    </Page>
  )
}

function ReportFilters(props: {
  search: ReportSearch
  days: { from: string; to: string } | undefined
  onChange: (next: ReportSearch) => void
}) {
  const t = useText('report')
  const { search, days, onChange } = props
  return (
    <div className="board-filters" role="search" aria-label={t('filters')}>
      <Select
        label={t('by')}
        value={search.by ?? 'person'}
        onChange={(by) => onChange({ ...search, by })}
        choices={groups.map((value) => ({ value, label: t(`group.${value}`) }))}
      />
      <DateInput
        label={t('from')}
        value={search.from ?? days?.from ?? null}
        onChange={(from) => onChange({ ...search, ...(from === null ? {} : { from }) })}
      />
      <DateInput
        label={t('to')}
        value={search.to ?? days?.to ?? null}
        onChange={(to) => onChange({ ...search, ...(to === null ? {} : { to }) })}
      />
    </div>
  )
}

function useLineName(by: WorkReportBy): (row: WorkLine) => string {
  const t = useText('report')
  const pick = usePick()
  return (row) => row.name ?? (row.title ? pick(row.title) : (row.key ?? t(by === 'day' ? 'noDue' : 'nobody')))
}

function useColumns(by: WorkReportBy, nameOf: (row: WorkLine) => string): Column<WorkLine>[] {
  const t = useText('report')
  return [
    {
      id: 'name',
      head: t(`group.${by}`),
      leads: true,
      cell: (row) =>
        by === 'person' && row.key !== null ? (
          <Link to="/runs" search={{ personId: row.key }}>
            {nameOf(row)}
          </Link>
        ) : (
          nameOf(row)
        ),
    },
    { id: 'open', head: t('columns.open'), align: 'end', cell: (row) => row.open },
    {
      id: 'late',
      head: t('columns.late'),
      align: 'end',
      cell: (row) => (row.late > 0 ? <strong className="figure-late">{row.late}</strong> : 0),
    },
    { id: 'today', head: t('columns.dueToday'), align: 'end', cell: (row) => row.dueToday },
    { id: 'done', head: t('columns.done'), align: 'end', cell: (row) => row.done },
    {
      id: 'onTime',
      head: t('columns.onTime'),
      align: 'end',
      cell: (row) => (row.onTimePercent === null ? '–' : <Percent value={row.onTimePercent} />),
    },
    {
      id: 'median',
      head: t('columns.median'),
      align: 'end',
      cell: (row) => (row.medianMinutes === null ? '–' : t('minutes', { count: Math.round(row.medianMinutes) })),
    },
  ]
}

type ReportText = ReturnType<typeof useText<'report'>>

const headsOf = (t: ReportText): string[] => [
  t('columns.name'),
  t('columns.open'),
  t('columns.late'),
  t('columns.dueToday'),
  t('columns.done'),
  t('columns.onTime'),
  t('columns.median'),
]

const cellsOf = (row: WorkLine, name: string): (string | number | null)[] => [
  name,
  row.open,
  row.late,
  row.dueToday,
  row.done,
  row.onTimePercent,
  row.medianMinutes,
]

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
