import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Toggle } from '../../kit/field/toggle.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useText } from '../../text/use-text.ts'
import { Zone } from '../../time/zone.ts'
import { CueList } from './cue-list.tsx'
import { DeskActs } from './desk-acts.tsx'
import { FiguresDue } from './figures-due.tsx'
import { useAwake } from './keep-awake.ts'
import { NowCard } from './now-card.tsx'
import { Outage } from './outage.tsx'
import { PromptCard } from './prompt-card.tsx'
import { StateBar } from './state-bar.tsx'
import { useActs } from './use-acts.ts'
import type { Show } from './use-show.ts'
import { useShow } from './use-show.ts'
import './live.css'

/** The desk of who taps for the host; `?view=floor` shows the floor controller only what the floor needs. */
export function DeskPage() {
  const { runId = '' } = useParams({ strict: false })
  const t = useText('live')
  useAwake()
  const { shown, problem, again } = useShow(runId)
  const crumbs = [{ label: t('title'), to: '/live' }]
  if (problem !== null)
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <ProblemNote problem={problem} onRetry={again} />
      </Page>
    )
  return (
    <Page
      title={shown?.desk.title ?? t('title')}
      crumbs={crumbs}
      actions={
        <LinkButton to="/live/$runId/host" params={{ runId }} target="_blank">
          {t('views.host')}
        </LinkButton>
      }
    >
      {shown === null ? (
        <Skeleton rowHeight={120} />
      ) : (
        <Zone value={shown.desk.zone}>
          <Desk shown={shown} />
        </Zone>
      )}
    </Page>
  )
}

function Desk({ shown }: { shown: Show }) {
  const t = useText('live')
  const view = useSearch({ strict: false, select: (search) => ('view' in search ? search.view : undefined) })
  const acts = useActs(shown)
  const [skipping, setSkipping] = useState(false)
  const [follow, setFollow] = useState(true)
  const [hidePast, setHidePast] = useState(false)
  const offline = shown.silentSince === null ? null : t('offlineRefusal')
  return (
    <div className="live-desk" data-view={view ?? 'operator'}>
      <Outage silentSince={shown.silentSince} />
      <StateBar shown={shown} />
      <NowCard shown={shown} acts={acts} offline={offline} onSkip={() => setSkipping(true)} />
      <div className="live-side">
        <DeskActs shown={shown} acts={acts} offline={offline} skipping={skipping} onSkipping={setSkipping} />
        <PromptCard shown={shown} acts={acts} offline={offline} />
      </div>
      {view !== 'floor' && <FiguresDue desk={shown.desk} acts={acts} offline={offline} />}
      <section className="live-cues" aria-label={t('cues')}>
        <div className="live-toggles">
          <Toggle value={follow} onChange={setFollow}>
            {t('follow')}
          </Toggle>
          <Toggle value={hidePast} onChange={setHidePast}>
            {t('hidePast')}
          </Toggle>
        </div>
        <CueList shown={shown} follow={follow} hidePast={hidePast} />
      </section>
    </div>
  )
}
