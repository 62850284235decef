import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../../api/me.ts'
import type { ErasureBody } from '../../api/personal-data.ts'
import { approveErasure, erasuresQuery, refuseErasure } from '../../api/personal-data.ts'
import { queryClient } from '../../api/query-client.ts'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { useText } from '../../text/use-text.ts'
import { ErasureWords } from './erasure-words.tsx'

/** Wishes to erase personal data, for the admin who decides them. */
export function ErasuresPage() {
  const t = useText('personal')
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(erasuresQuery)
  const wishes = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('pageTitle')} crumbs={[{ label: t('admin'), to: '/admin' }]}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton />}
      {data && wishes.length === 0 && (
        <EmptyState icon="check" title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      {wishes.map((wish) => (
        <Wish key={wish.id} wish={wish} />
      ))}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}

function Wish({ wish }: { wish: ErasureBody }) {
  const t = useText('personal')
  const me = useMe()
  const [dialog, setDialog] = useState<'approve' | 'refuse' | null>(null)
  const isAdmin = me.stores.some(({ storeId, roles }) => storeId === wish.storeId && roles.includes('admin'))
  const refusal = !isAdmin ? t('adminOnly') : wish.askedBy === me.id ? t('notYourOwn') : null
  const store = me.stores.find(({ storeId }) => storeId === wish.storeId)?.storeName ?? wish.storeId
  const read = () => queryClient.invalidateQueries({ queryKey: ['erasures'] })
  return (
    <Panel
      title={`${store} · ${t(`scope.${wish.scope}`)}`}
      aside={
        wish.state === 'asked' && (
          <>
            <Button refusal={refusal} onPress={() => setDialog('refuse')}>
              {t('refuse')}
            </Button>
            <Button tone="danger" refusal={refusal} onPress={() => setDialog('approve')}>
              {t('approve')}
            </Button>
          </>
        )
      }
    >
      <ErasureWords wish={wish} />
      <p>
        {t(`basis.${basisOf(wish.legalBasis)}`)} ·{' '}
        {wish.runIds.map((runId) => (
          <Link key={runId} to="/runs/$runId" params={{ runId }} className="seen-before-run">
            {runId}
          </Link>
        ))}
      </p>
      <ConfirmWithReason
        title={t(dialog === 'refuse' ? 'refuseTitle' : 'approveTitle')}
        verb={t(dialog === 'refuse' ? 'refuse' : 'approve')}
        tone={dialog === 'refuse' ? 'primary' : 'danger'}
        isOpen={dialog !== null}
        onClose={() => setDialog(null)}
        reasonOptional={dialog === 'approve'}
        onConfirm={async (reason) => {
          await (dialog === 'refuse' ? refuseErasure(wish.id, reason) : approveErasure(wish.id, reason))
          await read()
        }}
      >
        <p>{t(dialog === 'refuse' ? 'refuseText' : 'approveText', { count: wish.runIds.length })}</p>
      </ConfirmWithReason>
    </Panel>
  )
}

const bases = ['consentWithdrawn', 'purposeEnded', 'serviceEnded', 'unlawful', 'otherLaw'] as const

function basisOf(given: string): (typeof bases)[number] {
  return bases.find((one) => one === given) ?? 'otherLaw'
}
