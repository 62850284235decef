import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { historyQuery, sopVersionQuery } from '../../api/audit.ts'
import { useMe } from '../../api/me.ts'
import type { RunBody } from '../../api/runs.ts'
import { runQuery } from '../../api/runs.ts'
import { Toggle } from '../../kit/field/toggle.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { PersonalPanel } from '../personal/personal-panel.tsx'
import { AsOf } from './as-of.tsx'
import { ChainVerdict } from './chain-verdict.tsx'
import { Approvals } from './approvals.tsx'
import { TakeAway } from './take-away.tsx'
import { Timeline } from './timeline.tsx'
import './audit.css'

/** Everything that happened in one run, as it can be proved. */
export function HistoryPage() {
  const t = useText('audit')
  const pick = usePick()
  const { runId } = useParams({ from: '/shell/audit/runs/$runId' })
  const run = useQuery(runQuery(runId))
  if (run.error) return <ProblemNote problem={run.error} onRetry={() => void run.refetch()} />
  const title = run.data ? `${pick(run.data.title)} · ${run.data.correlationKey ?? runId}` : t('history.title')
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: '/audit' }]}
      actions={run.data && <TakeAway run={run.data} />}
    >
      {run.data ? <History run={run.data} /> : <Skeleton />}
    </Page>
  )
}

function History({ run }: { run: RunBody }) {
  const t = useText('audit')
  const history = useQuery(historyQuery(run.id))
  const sop = useQuery(sopVersionQuery(run.sopId, run.version))
  const { seq } = useSearch({ from: '/shell/audit/runs/$runId' })
  const [full, setFull] = useState(false)
  return (
    <>
      <Head run={run} />
      <ChainVerdict run={run} events={history.data} />
      <PersonalPanel run={run} />
      <Approvals run={run} events={history.data ?? []} />
      {history.data && history.data.length > 1 && <AsOf run={run} events={history.data} />}
      <Panel
        title={t('history.timeline')}
        aside={
          <Toggle value={full} onChange={setFull}>
            {t('history.full')}
          </Toggle>
        }
      >
        {history.error && <ProblemNote problem={history.error} onRetry={() => void history.refetch()} />}
        {history.data ? (
          <Timeline run={run} events={history.data} sop={sop.data} full={full} marked={seq} />
        ) : (
          <Skeleton />
        )}
      </Panel>
    </>
  )
}

function Head({ run }: { run: RunBody }) {
  const t = useText('audit')
  const store = useMe().stores.find(({ storeId }) => storeId === run.storeId)
  return (
    <dl className="audit-facts">
      <dt>{t('history.store')}</dt>
      <dd>{store?.storeName ?? run.storeId}</dd>
      <dt>{t('history.state')}</dt>
      <dd>
        <Tag tone={run.status === 'completed' ? 'good' : 'info'}>{t(`status.${run.status}`)}</Tag> {run.outcome ?? ''}
      </dd>
      <dt>{t('history.started')}</dt>
      <dd>
        <TimeText at={run.launchedAt} as="clock" /> · <PersonName name={run.launchedByName} id={run.launchedBy} />
      </dd>
      {run.endedAt !== null && (
        <>
          <dt>{t('history.ended')}</dt>
          <dd>
            <TimeText at={run.endedAt} as="clock" />
          </dd>
        </>
      )}
      <dt>{t('history.number')}</dt>
      <dd className="audit-code">{run.id}</dd>
    </dl>
  )
}
