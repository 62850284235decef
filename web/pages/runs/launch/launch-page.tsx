import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SopSummaryBody } from '../../../api/sops.ts'
import { sopQuery, sopsQuery } from '../../../api/sops.ts'
import { TextInput } from '../../../kit/field/text-input.tsx'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { EmptyState } from '../../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Page } from '../../../kit/page/page.tsx'
import { Panel } from '../../../kit/page/panel.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { LaunchSheet } from './launch-sheet.tsx'
import './launch.css'

const route = getRouteApi('/shell/runs/launch')

/** Starts a playbook in one store or several, after showing its dates. */
export function LaunchPage() {
  const t = useText('launch')
  const { sopId } = route.useSearch()
  const crumbs = [{ label: t('crumb'), to: '/runs' }]
  return (
    <Page title={t('title')} crumbs={crumbs}>
      {sopId === undefined ? <ChoosePlaybook /> : <Sheet sopId={sopId} />}
    </Page>
  )
}

function Sheet({ sopId }: { sopId: string }) {
  const search = route.useSearch()
  const sop = useQuery(sopQuery(sopId))
  if (sop.isPending) return <Skeleton />
  if (sop.isError) return <ProblemNote problem={sop.error} onRetry={() => void sop.refetch()} />
  return <LaunchSheet key={sop.data.sha256} sop={sop.data} search={search} />
}

function ChoosePlaybook() {
  const t = useText('launch')
  const pick = usePick()
  const [typed, setTyped] = useState('')
  const sops = useQuery(sopsQuery)
  if (sops.isPending) return <Skeleton rowHeight={80} />
  if (sops.isError) return <ProblemNote problem={sops.error} onRetry={() => void sops.refetch()} />
  const words = typed.trim().toLowerCase()
  const offered = sops.data.items.filter((sop) => sop.mayStartIn.length > 0)
  const found = offered.filter((sop) =>
    [sop.id, sop.title.zh, sop.title.en, sop.purpose.zh, sop.purpose.en].some((text) =>
      text.toLowerCase().includes(words),
    ),
  )
  if (offered.length === 0)
    return (
      <EmptyState icon="book" title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  return (
    <>
      <TextInput
        type="search"
        label={t('search')}
        placeholder={t('search')}
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      {found.length === 0 && <p>{t('noMatch')}</p>}
      <ul className="playbook-choice" aria-label={t('playbooks')}>
        {found.map((sop) => (
          <Choice key={sop.id} sop={sop} title={pick(sop.title)} purpose={pick(sop.purpose)} />
        ))}
      </ul>
    </>
  )
}

function Choice({ sop, title, purpose }: { sop: SopSummaryBody; title: string; purpose: string }) {
  const t = useText('launch')
  return (
    <li>
      <Panel
        title={title}
        aside={
          <Link to="/runs/launch" search={{ sopId: sop.id }}>
            {t('choose', { playbook: title })}
          </Link>
        }
      >
        <p>{purpose}</p>
        <p>{t('size', { steps: sop.stepCount, version: sop.version })}</p>
      </Panel>
    </li>
  )
}
