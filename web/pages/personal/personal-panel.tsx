import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../../api/me.ts'
import type { RevealedBody } from '../../api/personal-data.ts'
import { erasureOfRunQuery, reveal } from '../../api/personal-data.ts'
import type { RunBody } from '../../api/runs.ts'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { AskErasure } from './ask-erasure.tsx'
import { ErasureWords } from './erasure-words.tsx'

const leads = ['lead', 'store-manager', 'ops-lead']

/** The personal data of a run: who may look says why, and who leads may ask that they be erased. */
export function PersonalPanel({ run }: { run: RunBody }) {
  const held = useMe().stores.find(({ storeId }) => storeId === run.storeId)?.roles ?? []
  const isLead = held.some((role) => leads.includes(role))
  return isLead || held.includes('auditor') ? <Sheet run={run} isLead={isLead} held={held} /> : null
}

function Sheet({ run, isLead, held }: { run: RunBody; isLead: boolean; held: readonly string[] }) {
  const t = useText('personal')
  const wish = useQuery(erasureOfRunQuery(run.id))
  const [dialog, setDialog] = useState<'reveal' | 'ask' | null>(null)
  const [revealed, setRevealed] = useState<RevealedBody | null>(null)
  const state = wish.data?.state ?? 'used'
  const hidden = state === 'restricted' && !held.includes('auditor') ? t('restrictedForYou') : null
  const asked = state === 'used' || state === 'refused' ? null : t('askedAlready')
  return (
    <Panel
      title={t('title')}
      aside={
        <>
          <Button icon="lock" refusal={state === 'erased' ? t('gone') : hidden} onPress={() => setDialog('reveal')}>
            {t('reveal')}
          </Button>
          {isLead && (
            <Button refusal={asked} onPress={() => setDialog('ask')}>
              {t('ask')}
            </Button>
          )}
        </>
      }
    >
      {wish.error && <ProblemNote problem={wish.error} onRetry={() => void wish.refetch()} />}
      {wish.data ? <ErasureWords wish={wish.data} /> : <p>{t('explain')}</p>}
      {revealed && <Values revealed={revealed} onHide={() => setRevealed(null)} />}
      <ConfirmWithReason
        title={t('revealTitle')}
        verb={t('reveal')}
        isOpen={dialog === 'reveal'}
        onClose={() => setDialog(null)}
        onConfirm={async (reason) => setRevealed(await reveal(run.id, reason))}
      >
        <p>{t('revealText')}</p>
      </ConfirmWithReason>
      {dialog === 'ask' && <AskErasure runId={run.id} onClose={() => setDialog(null)} />}
    </Panel>
  )
}

/** The opened values, until they are hidden or the page is left; nothing of them is kept. */
function Values({ revealed, onHide }: { revealed: RevealedBody; onHide: () => void }) {
  const t = useText('personal')
  const pick = usePick()
  if (revealed.values.length === 0) return <Note tone="info">{t('nothing')}</Note>
  return (
    <Note tone="warn">
      <dl className="task-values">
        {revealed.values.map(({ instanceKey, stepTitle, field, title, value }) => (
          <div key={`${instanceKey ?? ''}/${field}`}>
            <dt>{[stepTitle === null ? null : pick(stepTitle), pick(title)].filter(Boolean).join(' · ')}</dt>
            <dd>{typeof value === 'string' ? value : value === null ? t('erasedValue') : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onHide}>{t('hide')}</Button>
    </Note>
  )
}
