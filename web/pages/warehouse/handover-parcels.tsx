import { Link } from '@tanstack/react-router'
import { useChoiceWords } from '../../forms/choice-words.ts'
import type { HandoverBody, HandoverParcel } from '../../api/warehouse.ts'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'
import type { NumberId } from './handover-numbers.tsx'
import { countsIn } from './handover-numbers.tsx'

const none = '—'

/** The parcels behind the chosen figure. */
export function HandoverParcels({ sheet, chosen }: { sheet: HandoverBody; chosen: NumberId | 'all' }) {
  const t = useText('warehouse')
  const columns = useColumns(sheet)
  const rows = sheet.content.parcels.filter((parcel) => chosen === 'all' || countsIn(parcel, chosen))
  const name = chosen === 'all' ? t('handover.all') : t(`handover.number.${chosen}`)
  const title = t('handover.list', { name, count: rows.length })
  return (
    <Panel title={title}>
      {rows.length === 0 ? (
        <EmptyState icon="check" title={t('handover.none')}>
          {t('handover.noneText')}
        </EmptyState>
      ) : (
        <DataTable label={title} columns={columns} rows={rows} keyOf={({ runId }) => runId} />
      )}
    </Panel>
  )
}

function useColumns({ names }: HandoverBody): Column<HandoverParcel>[] {
  const t = useText('warehouse')
  const words = useChoiceWords()
  const at = (instant: string | null) => (instant === null ? none : <TimeText at={instant} as="clock" />)
  return [
    {
      id: 'waybill',
      head: t('waybill'),
      leads: true,
      cell: ({ waybill, runId, caseNo }) => (
        <Link to="/runs/$runId" params={{ runId }}>
          {waybill ?? caseNo ?? none}
        </Link>
      ),
    },
    { id: 'case', head: t('handover.case'), cell: ({ caseNo, orderNo }) => caseNo ?? orderNo ?? none },
    { id: 'received', head: t('handover.receivedAt'), cell: ({ receivedAt }) => at(receivedAt) },
    { id: 'inspected', head: t('handover.inspectedAt'), cell: ({ inspectedAt }) => at(inspectedAt) },
    { id: 'grade', head: t('handover.grade'), cell: ({ grade }) => grade ?? none },
    { id: 'by', head: t('today.by'), cell: ({ inspectedBy: id }) => (id === null ? none : (names[id] ?? id)) },
    {
      id: 'disposal',
      head: t('handover.disposal'),
      cell: ({ disposal }) => (disposal === null ? none : words(disposal)),
    },
    {
      id: 'next',
      head: t('handover.next'),
      cell: ({ taskId }) =>
        taskId === null ? (
          none
        ) : (
          <Link to="/tasks/$taskId" params={{ taskId }}>
            {t('handover.openTask')}
          </Link>
        ),
    },
  ]
}
