import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ScanBody } from '../../api/warehouse.ts'
import { scansQuery } from '../../api/warehouse.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'

/** What was scanned on a day, each parcel once, and how many of them are inspected. */
export function useScansOfToday(storeId: string, day: string) {
  const list = useInfiniteQuery({ ...scansQuery(storeId, day), enabled: storeId !== '' })
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  const parcels = all.filter((one, at) => all.findIndex(({ waybill }) => waybill === one.waybill) === at)
  return { list, parcels, finished: parcels.filter(({ grade }) => grade !== null).length }
}

/** The parcels of today with what became of them. */
export function ScansOfToday({ today }: { today: ReturnType<typeof useScansOfToday> }) {
  const t = useText('warehouse')
  const { list, parcels } = today
  const columns: Column<ScanBody>[] = [
    { id: 'waybill', head: t('waybill'), leads: true, cell: (scan) => <Waybill scan={scan} /> },
    { id: 'result', head: t('today.result'), cell: (scan) => <Result scan={scan} /> },
    { id: 'by', head: t('today.by'), cell: ({ personName, personId }) => personName ?? personId },
    { id: 'at', head: t('today.at'), cell: ({ at }) => <TimeText at={at} as="clock" /> },
  ]
  return (
    <Panel title={t('today.title', { count: parcels.length })}>
      {list.isError ? (
        <ProblemNote problem={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={3} rowHeight={40} />
      ) : parcels.length === 0 ? (
        <p className="scan-case">{t('today.empty')}</p>
      ) : (
        <DataTable label={t('today.label')} columns={columns} rows={parcels} keyOf={({ id }) => id} />
      )}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('today.more')}
        </Button>
      )}
    </Panel>
  )
}

function Waybill({ scan: { waybill, runId, verdict } }: { scan: ScanBody }) {
  if (runId === null || verdict === 'elsewhere') return <>{waybill}</>
  return (
    <Link to="/runs/$runId" params={{ runId }}>
      {waybill}
    </Link>
  )
}

function Result({ scan: { grade, verdict } }: { scan: ScanBody }) {
  const t = useText('warehouse')
  if (grade !== null) return <Tag tone={grade === 'A' ? 'good' : 'warn'}>{t('today.graded', { grade })}</Tag>
  const tone = verdict === 'unknown' || verdict === 'elsewhere' ? 'bad' : 'info'
  return <Tag tone={tone}>{t(`today.verdict.${verdict}`)}</Tag>
}
