import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useId, useState } from 'react'
import type { BoardRunBody } from '../../api/boards.ts'
import { boardThenQuery } from '../../api/boards.ts'
import { Button } from '../../kit/button/button.tsx'
import { InstantInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useLanguage, usePick, useText } from '../../text/use-text.ts'
import { wholeInstant } from '../../time/words.ts'
import { useZone } from '../../time/zone.ts'
import { AuditPlaces } from './audit-places.tsx'
import './audit.css'

const hourMs = 3_600_000
const hoursBack = 30 * 24

/** What was under way at an instant, and how far it was: a slider over the last thirty days, or any instant typed. */
export function ThenPage() {
  const t = useText('audit')
  const language = useLanguage()
  const zone = useZone()
  const id = useId()
  const [end] = useState(() => Math.ceil(Date.now() / hourMs) * hourMs)
  const [at, setAt] = useState(() => new Date(end - hourMs).toISOString())
  const place = Math.max(0, Math.min(hoursBack, hoursBack - Math.round((end - Date.parse(at)) / hourMs)))
  const said = wholeInstant(at, language, zone)
  return (
    <Page title={t('then.title')} crumbs={[{ label: t('title'), to: '/audit' }]} actions={<AuditPlaces />}>
      <p>{t('then.text')}</p>
      <div className="audit-form">
        <Field label={t('then.instant')}>
          <InstantInput value={at} onChange={(typed) => typed !== null && setAt(typed)} />
        </Field>
      </div>
      <label htmlFor={id}>{t('then.slider')}</label>
      <input
        id={id}
        className="audit-slider"
        type="range"
        min={0}
        max={hoursBack}
        value={place}
        aria-valuetext={said}
        onChange={({ target }) => setAt(new Date(end - (hoursBack - Number(target.value)) * hourMs).toISOString())}
      />
      <p aria-live="polite">{said}</p>
      <RunsThen at={useDeferredValue(at)} />
    </Page>
  )
}

function RunsThen({ at }: { at: string }) {
  const t = useText('audit')
  const columns = useColumns()
  const query = useInfiniteQuery({ ...boardThenQuery(at), placeholderData: keepPreviousData })
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const runs = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton />}
      {data && runs.length === 0 && (
        <EmptyState icon="clock" title={t('then.none')}>
          {t('then.noneText')}
        </EmptyState>
      )}
      {runs.length > 0 && <DataTable label={t('then.title')} columns={columns} rows={runs} keyOf={(run) => run.id} />}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

function useColumns(): Column<BoardRunBody>[] {
  const t = useText('audit')
  const pick = usePick()
  return [
    {
      id: 'case',
      head: t('column.case'),
      leads: true,
      cell: (run) => (
        <Link to="/audit/runs/$runId" params={{ runId: run.id }}>
          {pick(run.title)} · {run.correlationKey ?? run.id}
        </Link>
      ),
    },
    { id: 'state', head: t('asOf.status'), cell: (run) => <Tag>{t(`status.${run.status}`)}</Tag> },
    { id: 'percent', head: t('then.done'), align: 'end', cell: (run) => `${run.percent} %` },
    {
      id: 'now',
      head: t('then.now'),
      cell: (run) => run.now.map((task) => pick(task.title)).join(' · ') || '—',
    },
    { id: 'late', head: t('then.late'), align: 'end', cell: ({ late }) => late },
  ]
}
