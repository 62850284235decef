import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { RunBody } from '../../../api/runs.ts'
import { runQuery } from '../../../api/runs.ts'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { Note } from '../../../kit/note/note.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Page } from '../../../kit/page/page.tsx'
import { Tabs } from '../../../kit/tabs/tabs.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { Zone } from '../../../time/zone.ts'
import { usePick, useText } from '../../../text/use-text.ts'
import { PersonalPanel } from '../../personal/personal-panel.tsx'
import type { RunSearch, RunView } from '../search.ts'
import { statusTones } from '../status-tones.ts'
import { RunDiagram } from './run-diagram.tsx'
import { NowPanel } from './now-panel.tsx'
import { Review } from './review.tsx'
import { RunActs } from './run-acts.tsx'
import { RunFacts } from './run-facts.tsx'
import { StepDetail } from './step-detail.tsx'
import { StepTable } from './step-table.tsx'
import { Talk } from './talk.tsx'
import { Timeline } from './timeline.tsx'
import './run.css'

const route = getRouteApi('/shell/runs/$runId')

/** One run: what is late, who has what, what comes next, when, and how it is steered. */
export function RunPage() {
  const t = useText('run')
  const { runId } = route.useParams()
  const run = useQuery(runQuery(runId))
  const crumbs = [{ label: t('crumb'), to: '/runs' }]
  if (run.isPending)
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <Skeleton />
      </Page>
    )
  if (run.isError)
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <ProblemNote problem={run.error} onRetry={() => void run.refetch()} />
      </Page>
    )
  return (
    <Zone value={run.data.calendar.zone}>
      <RunSheet run={run.data} />
    </Zone>
  )
}

function RunSheet({ run }: { run: RunBody }) {
  const t = useText('run')
  const runTexts = useText('runs')
  const pick = usePick()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const ended = run.status === 'completed' || run.status === 'cancelled'
  const view = search.view ?? 'steps'
  const change = (next: RunSearch) => void navigate({ search: next, replace: true })
  const open = (step: string) => change({ view, step })
  const views: RunView[] = ['steps', 'timeline', 'diagram', 'talk', ...(ended ? (['review'] as const) : [])]
  return (
    <Page
      title={`${pick(run.title)} ${run.correlationKey ?? ''}`.trim()}
      crumbs={[{ label: t('crumb'), to: '/runs' }]}
      aside={<Tag tone={statusTones[run.status]}>{runTexts(`status.${run.status}`)}</Tag>}
      actions={<RunActs run={run} />}
    >
      {run.pausedAt !== null && <Note tone="warn">{t('pausedNote')}</Note>}
      <RunFacts run={run} />
      {search.step !== undefined && <StepDetail run={run} instanceKey={search.step} onClose={() => change({ view })} />}
      {!ended && <NowPanel run={run} onOpen={open} />}
      <Tabs<RunView>
        label={t('views.label')}
        tabs={views.map((id) => ({ id, title: t(`views.${id}`) }))}
        selected={view}
        onSelect={(id) => change({ ...search, view: id })}
      >
        {view === 'steps' && <StepTable run={run} onOpen={open} />}
        {view === 'timeline' && <Timeline run={run} onOpen={open} />}
        {view === 'diagram' && <RunDiagram run={run} onOpen={open} />}
        {view === 'talk' && <Talk run={run} />}
        {view === 'review' && <Review run={run} />}
      </Tabs>
      <PersonalPanel run={run} />
    </Page>
  )
}
