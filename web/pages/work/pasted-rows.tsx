import { Link } from '@tanstack/react-router'
import i18next from 'i18next'
import { ShownValue } from '../../forms/shown-value.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useText } from '../../text/use-text.ts'
import type { PasteRow } from './paste-page.tsx'

/** Every pasted row with what would come of it. */
export function PastedRows({ rows }: { rows: readonly PasteRow[] }) {
  const t = useText('work')
  if (rows.length === 0) return null
  const value = (field: string, type: string) => (row: PasteRow) => (
    <ShownValue type={type} value={row.inputs[field] ?? null} />
  )
  const columns: Column<PasteRow>[] = [
    { id: 'row', head: t('paste.columns.row'), leads: true, cell: ({ afterSaleNo }) => afterSaleNo || '—' },
    { id: 'order', head: t('paste.columns.order'), cell: value('order_no', 'text') },
    { id: 'sku', head: t('paste.columns.sku'), cell: value('sku', 'text') },
    { id: 'paid', head: t('paste.columns.paid'), align: 'end', cell: value('item_paid', 'money') },
    { id: 'reason', head: t('paste.columns.reason'), cell: value('reason', 'enum') },
    { id: 'state', head: t('paste.columns.state'), cell: (row) => <State row={row} /> },
  ]
  return (
    <DataTable
      label={t('paste.title')}
      columns={columns}
      rows={rows}
      keyOf={(row) => `${row.afterSaleNo}/${row.correlationKey ?? ''}/${rows.indexOf(row)}`}
    />
  )
}

function State({ row }: { row: PasteRow }) {
  const t = useText('work')
  if (row.launched) return <Tag tone="good">{t('paste.launched')}</Tag>
  if (row.openRunId !== null)
    return (
      <Link to="/inbox" search={{}}>
        {t('paste.open')}
      </Link>
    )
  if (row.problem === null) return <Tag tone="info">{t('paste.ready')}</Tag>
  const language = i18next.language === 'en' ? 'en' : 'zh'
  const said = row.problem.errors.map((one) => {
    const says = one['says'] as { zh: string; en: string } | undefined
    return says ? says[language] : one.detail
  })
  return (
    <>
      <Tag tone="bad">{t('paste.wrong')}</Tag>
      <span className="inbox-case">{said.length > 0 ? said.join('；') : row.problem.detail}</span>
    </>
  )
}
