import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ApprovalPair } from '../../api/audit.ts'
import { pairsQuery } from '../../api/audit.ts'
import { InstantInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { useText } from '../../text/use-text.ts'
import { AuditPlaces } from './audit-places.tsx'
import './audit.css'

const quickSeconds = 30
const dayMs = 86_400_000

/** Who decided about whose requests: the same two again and again, each about the other, or faster than one can read. */
export function PairsPage() {
  const t = useText('audit')
  const [period, setPeriod] = useState(lastQuarter)
  const { data, error, isPending, refetch } = useQuery(pairsQuery(period))
  const columns = usePairColumns()
  return (
    <Page title={t('pairs.title')} crumbs={[{ label: t('title'), to: '/audit' }]} actions={<AuditPlaces />}>
      <p>{t('pairs.text')}</p>
      <div className="audit-form">
        <Field label={t('filter.fromAt')}>
          <InstantInput value={period.fromAt} onChange={(at) => at !== null && setPeriod({ ...period, fromAt: at })} />
        </Field>
        <Field label={t('filter.toAt')}>
          <InstantInput value={period.toAt} onChange={(at) => at !== null && setPeriod({ ...period, toAt: at })} />
        </Field>
      </div>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton />}
      {data && data.items.length === 0 && (
        <EmptyState icon="people" title={t('pairs.none')}>
          {t('pairs.noneText')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <DataTable
          label={t('pairs.title')}
          columns={columns}
          rows={data.items}
          keyOf={(pair) => `${pair.requester?.personId ?? ''}/${pair.approver.personId}`}
        />
      )}
    </Page>
  )
}

function usePairColumns(): Column<ApprovalPair>[] {
  const t = useText('audit')
  return [
    {
      id: 'asked',
      head: t('approvals.asked'),
      leads: true,
      cell: ({ requester }) => <PersonName name={requester?.name} id={requester?.personId} />,
    },
    {
      id: 'by',
      head: t('approvals.by'),
      cell: ({ approver }) => <PersonName name={approver.name} id={approver.personId} />,
    },
    { id: 'approved', head: t('pairs.approved'), align: 'end', cell: ({ approved }) => approved },
    { id: 'rejected', head: t('pairs.rejected'), align: 'end', cell: ({ rejected }) => rejected },
    {
      id: 'quickest',
      head: t('pairs.quickest'),
      align: 'end',
      cell: ({ quickestSeconds }) => (quickestSeconds === null ? '—' : t('pairs.seconds', { count: quickestSeconds })),
    },
    { id: 'signs', head: t('pairs.signs'), cell: (pair) => <Signs pair={pair} /> },
    {
      id: 'last',
      head: t('pairs.last'),
      cell: ({ lastAt, lastRunId, lastSeq }) => (
        <Link to="/audit/runs/$runId" params={{ runId: lastRunId }} search={{ seq: lastSeq }}>
          <TimeText at={lastAt} as="clock" inRow />
        </Link>
      ),
    },
  ]
}

function Signs({ pair: { samePerson, mutual, quickestSeconds } }: { pair: ApprovalPair }) {
  const t = useText('audit')
  return (
    <>
      {samePerson && <Tag tone="bad">{t('pairs.samePerson')}</Tag>}
      {mutual && <Tag tone="warn">{t('pairs.mutual')}</Tag>}
      {quickestSeconds !== null && quickestSeconds < quickSeconds && <Tag tone="warn">{t('pairs.quick')}</Tag>}
    </>
  )
}

function lastQuarter(): { fromAt: string; toAt: string } {
  const now = Date.now()
  return { fromAt: new Date(now - 90 * dayMs).toISOString(), toAt: new Date(now + dayMs).toISOString() }
}
