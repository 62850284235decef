import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SealBody, VerdictBody } from '../../api/audit-proofs.ts'
import { exportAddress, sealQuery, verifyAudit } from '../../api/audit-proofs.ts'
import { useMe } from '../../api/me.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'
import { AuditPlaces } from './audit-places.tsx'
import { VerdictView } from './verdict-view.tsx'
import './audit.css'

/** Whether the record as a whole can be relied on: how far it is signed, a check of all of it, and a copy to take along. */
export function ProofsPage() {
  const t = useText('audit')
  const { data, error, refetch } = useQuery(sealQuery)
  return (
    <Page title={t('proofs.title')} crumbs={[{ label: t('title'), to: '/audit' }]} actions={<AuditPlaces />}>
      <p>{t('proofs.text')}</p>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && <SealFacts seal={data} />}
      {data && <CheckPanel />}
    </Page>
  )
}

function SealFacts({ seal }: { seal: SealBody }) {
  const t = useText('audit')
  if (seal.size === 0)
    return (
      <EmptyState icon="check" title={t('proofs.none')}>
        {t('proofs.noneText')}
      </EmptyState>
    )
  const { sealedAt, witnessed, lagSeconds } = seal
  return (
    <Panel title={t('proofs.seal')}>
      {seal.alarms.map(({ kind, says, at }) => (
        <Note key={kind} tone="bad">
          <strong>{t(`alarm.${alarmName(kind)}`)}</strong> <TimeText at={at} as="clock" /> {says}
        </Note>
      ))}
      <dl className="audit-facts">
        <dt>{t('proofs.size')}</dt>
        <dd>{t('proofs.entries', { count: seal.size })}</dd>
        <dt>{t('proofs.sealedAt')}</dt>
        <dd>{sealedAt === null ? '—' : <TimeText at={sealedAt} as="clock" />}</dd>
        <dt>{t('proofs.witnessedAt')}</dt>
        <dd>
          {witnessed === null ? (
            t('proofs.notWitnessed')
          ) : (
            <>
              <TimeText at={witnessed.at} as="clock" /> · {t('proofs.entries', { count: witnessed.size })}
            </>
          )}
        </dd>
        <dt>{t('proofs.lag')}</dt>
        <dd>
          {lagSeconds === null
            ? t('proofs.noLag')
            : t('proofs.waiting', { count: seal.unsealed, seconds: Math.round(lagSeconds) })}
        </dd>
        <dt>{t('proofs.log')}</dt>
        <dd className="audit-code">{seal.origin}</dd>
        <dt>{t('proofs.root')}</dt>
        <dd className="audit-code">{seal.root}</dd>
      </dl>
    </Panel>
  )
}

const alarmKinds = ['sealing', 'notes', 'witness', 'history', 'archive'] as const

function alarmName(kind: string): (typeof alarmKinds)[number] | 'other' {
  return alarmKinds.find((known) => known === kind) ?? 'other'
}

const checkers = ['auditor', 'lead', 'store-manager', 'ops-lead']

function CheckPanel() {
  const t = useText('audit')
  const me = useMe()
  const queries = useQueryClient()
  const stores = me.stores.filter(({ roles }) => roles.some((role) => checkers.includes(role)))
  const [storeId, setStoreId] = useState('')
  const [verdict, setVerdict] = useState<VerdictBody | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const check = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const found = await verifyAudit(storeId || null)
      setVerdict(found)
      queries.setQueryData(sealQuery.queryKey, found.seal)
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel title={t('proofs.check')}>
      <div className="audit-form">
        <Field label={t('proofs.what')}>
          <Select
            value={storeId}
            onChange={setStoreId}
            choices={[
              { value: '', label: t('proofs.all') },
              ...stores.map((store) => ({ value: store.storeId, label: store.storeName })),
            ]}
          />
        </Field>
        <Button tone="primary" icon="check" busy={busy} onPress={() => void check()}>
          {t('proofs.checkNow')}
        </Button>
        <a className="button button-plain" href={exportAddress(storeId || null)} download>
          <span className="button-words">{t('proofs.export')}</span>
        </a>
      </div>
      <p>{t('proofs.exportText')}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      {verdict !== null && <VerdictView verdict={verdict} />}
    </Panel>
  )
}
