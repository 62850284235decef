import { useInfiniteQuery } from '@tanstack/react-query'
import { runsQuery } from '../../api/runs.ts'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { usePick, useText } from '../../text/use-text.ts'
import './live.css'

/** Streams under way, each with its screens. */
export function StreamsPage() {
  const t = useText('live')
  const pick = usePick()
  const { storeId } = useStore()
  const query = useInfiniteQuery(
    runsQuery({ sopId: 'livestream', status: 'running', ...(storeId === null ? {} : { storeId }) }),
  )
  const runs = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('title')}>
      {query.isPending ? (
        <Skeleton />
      ) : query.isError ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : runs.length === 0 ? (
        <EmptyState icon="live" title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <ul className="live-streams">
          {runs.map((run) => (
            <li key={run.id}>
              <span>
                {pick(run.title)} {run.correlationKey}
              </span>
              <LinkButton to="/live/$runId" params={{ runId: run.id }}>
                {t('views.operator')}
              </LinkButton>
              <LinkButton to="/live/$runId" params={{ runId: run.id }} search={{ view: 'floor' }}>
                {t('views.floor')}
              </LinkButton>
              <LinkButton to="/live/$runId/host" params={{ runId: run.id }}>
                {t('views.host')}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
