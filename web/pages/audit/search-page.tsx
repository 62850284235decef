import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { wordsOfEvent } from '#engine/history/event-words.ts'
import type { AuditFilter, AuditHit } from '../../api/audit.ts'
import { auditQuery } from '../../api/audit.ts'
import { useMe } from '../../api/me.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { Money, PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { AuditPlaces } from './audit-places.tsx'
import { SearchForm } from './search-form.tsx'
import './audit.css'

/** Everything that was done in any run, found by store, playbook, person, kind, period, words and amount. */
export function SearchPage() {
  const t = useText('audit')
  const filter = useSearch({ from: '/shell/audit' })
  const navigate = useNavigate()
  const search = (next: AuditFilter) => void navigate({ to: '/audit', search: next })
  return (
    <Page title={t('title')} actions={<AuditPlaces />}>
      <SearchForm key={JSON.stringify(filter)} filter={filter} onSearch={search} />
      <Hits filter={filter} onSearch={search} />
    </Page>
  )
}

interface HitsProps {
  filter: AuditFilter
  onSearch: (filter: AuditFilter) => void
}

function Hits({ filter, onSearch }: HitsProps) {
  const t = useText('audit')
  const { data, error, isPending, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    auditQuery(filter),
  )
  const columns = useHitColumns({ filter, onSearch })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (isPending) return <Skeleton />
  const hits = data.pages.flatMap((page) => page.items)
  if (hits.length === 0) {
    return (
      <EmptyState icon="search" title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  }
  return (
    <>
      <DataTable label={t('title')} columns={columns} rows={hits} keyOf={(hit) => `${hit.runId}/${hit.seq}`} />
      {hasNextPage ? (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : (
        <p className="audit-end">{t('end', { count: hits.length })}</p>
      )}
    </>
  )
}

function useHitColumns({ filter, onSearch }: HitsProps): Column<AuditHit>[] {
  const t = useText('audit')
  const pick = usePick()
  const storeNames = new Map(useMe().stores.map(({ storeId, storeName }) => [storeId, storeName]))
  return [
    {
      id: 'what',
      head: t('column.what'),
      leads: true,
      cell: (hit) => (
        <Link to="/audit/runs/$runId" params={{ runId: hit.runId }} search={{ seq: hit.seq }}>
          {pick(wordsOfEvent(hit.type))}
        </Link>
      ),
    },
    { id: 'when', head: t('column.when'), cell: (hit) => <TimeText at={hit.at} as="clock" /> },
    {
      id: 'who',
      head: t('column.who'),
      cell: (hit) => <Who hit={hit} onPick={(personId) => onSearch({ ...filter, personId })} />,
    },
    { id: 'step', head: t('column.step'), cell: (hit) => (hit.stepTitle ? pick(hit.stepTitle) : '—') },
    {
      id: 'case',
      head: t('column.case'),
      cell: (hit) => (
        <>
          {pick(hit.sopTitle)}
          <br />
          <small>
            {storeNames.get(hit.storeId) ?? hit.storeId} · {hit.correlationKey ?? hit.runId}
          </small>
        </>
      ),
    },
    { id: 'why', head: t('column.why'), cell: (hit) => hit.reason ?? '' },
    {
      id: 'amount',
      head: t('column.amount'),
      align: 'end',
      cell: (hit) =>
        hit.amounts.map(({ field, title, fen }) => (
          <div key={field} title={pick(title)}>
            <Money fen={fen} />
          </div>
        )),
    },
  ]
}

function Who({ hit, onPick }: { hit: AuditHit; onPick: (personId: string) => void }) {
  const t = useText('audit')
  const { actor, onBehalfOf } = hit
  if (actor.personId === 'system') return <>{t('system')}</>
  return (
    <>
      <button type="button" className="audit-person" onClick={() => onPick(actor.personId)}>
        <PersonName name={actor.name} id={actor.personId} />
      </button>
      {onBehalfOf && (
        <small>
          {' '}
          {t('forWhom')} <PersonName name={onBehalfOf.name} id={onBehalfOf.personId} />
        </small>
      )}
    </>
  )
}
