import { useQueries, useQuery } from '@tanstack/react-query'
import { runsUnderWay } from '../../api/runs.ts'
import { sopsQuery } from '../../api/sops.ts'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { usePick, useText } from '../../text/use-text.ts'
import './live.css'

/** Runs under way of every playbook that has cues. */
function useStreams() {
  const { storeId } = useStore()
  const sops = useQuery(sopsQuery)
  const live = (sops.data?.items ?? []).filter((sop) => sop.live)
  return useQueries({
    queries: live.map(({ id }) => runsUnderWay({ sopId: id, ...(storeId === null ? {} : { storeId }) })),
    combine: (lists) => ({
      isPending: sops.isPending || lists.some(({ isPending }) => isPending),
      error: sops.error ?? lists.find(({ error }) => error !== null)?.error ?? null,
      refetch: () => Promise.all([sops.refetch(), ...lists.map((list) => list.refetch())]),
      data: lists.flatMap(({ data }) => data?.items ?? []),
    }),
  })
}

/** Streams under way, each with its screens. */
export function StreamsPage() {
  const t = useText('live')
  const pick = usePick()
  const query = useStreams()
  const runs = query.data
  return (
    <Page title={t('title')}>
      {query.isPending ? (
        <Skeleton />
      ) : query.error !== null ? (
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
