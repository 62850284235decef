import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FormFinding } from '#engine/model/form.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { sopQuery } from '../../api/sops.ts'
import { findingWords } from '../../forms/finding-words.ts'
import { ShownValue } from '../../forms/shown-value.tsx'
import type { FieldBody } from '../../forms/work-out.ts'
import { fieldOf } from '../../forms/field-of.ts'
import { problemWords } from '../../kit/note/problem-note.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import type { PasteRow } from './paste-page.tsx'

/** Every pasted row with what would come of it. */
export function PastedRows({ rows, sopId }: { rows: readonly PasteRow[]; sopId: string }) {
  const t = useText('work')
  const sop = useQuery({ ...sopQuery(sopId), enabled: rows.some(({ problem }) => problem !== null) })
  if (rows.length === 0) return null
  const fields = (sop.data?.launch ?? []) as unknown as readonly FieldBody[]
  const value = (field: string, type: string) => (row: PasteRow) => (
    <ShownValue type={type} value={row.inputs[field] ?? null} />
  )
  const columns: Column<PasteRow>[] = [
    { id: 'row', head: t('paste.columns.row'), leads: true, cell: ({ afterSaleNo }) => afterSaleNo || '—' },
    { id: 'order', head: t('paste.columns.order'), cell: value('order_no', 'text') },
    { id: 'sku', head: t('paste.columns.sku'), cell: value('sku', 'text') },
    { id: 'paid', head: t('paste.columns.paid'), align: 'end', cell: value('item_paid', 'money') },
    { id: 'reason', head: t('paste.columns.reason'), cell: value('reason', 'enum') },
    { id: 'state', head: t('paste.columns.state'), cell: (row) => <State row={row} fields={fields} /> },
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

function State({ row, fields }: { row: PasteRow; fields: readonly FieldBody[] }) {
  const t = useText('work')
  const tf = useText('forms')
  const pick = usePick()
  if (row.launched) return <Tag tone="good">{t('paste.launched')}</Tag>
  if (row.openRunId !== null)
    return (
      <Link to="/inbox" search={{}}>
        {t('paste.open')}
      </Link>
    )
  if (row.problem === null) return <Tag tone="info">{t('paste.ready')}</Tag>
  const problem = new ApiProblem(400, { ...row.problem, errors: [] })
  const said = (row.problem.errors as unknown as FormFinding[]).map((one) => {
    const field = fields.find(({ name }) => name === fieldOf(one.pointer))
    if (field === undefined) return one.says ? pick(one.says) : one.detail
    return `${pick(field.title)}：${findingWords(one, field, tf, pick)}`
  })
  return (
    <>
      <Tag tone="bad">{t('paste.wrong')}</Tag>
      <span className="inbox-case">{said.length > 0 ? said.join('；') : problemWords(problem)}</span>
    </>
  )
}
