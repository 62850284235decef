import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { MessageBody, OutboxState } from '../../api/messages.ts'
import { outboxQuery } from '../../api/messages.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Tabs } from '../../kit/tabs/tabs.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { useText } from '../../text/use-text.ts'
import { AdminPlaces } from '../admin/admin-places.tsx'
import { useManagedStores } from './managed-stores.ts'
import { OutboxTable } from './outbox-table.tsx'
import { ResendSheet } from './resend-sheet.tsx'
import { outboxStates } from './search.ts'
import './messages.css'

/** What was sent, what waits, and what failed with its reason. */
export function OutboxPage() {
  const t = useText('messages')
  const { state = 'failed' } = useSearch({ from: '/shell/admin/outbox' })
  const navigate = useNavigate()
  const chosen = useStore().storeId
  const managed = useManagedStores()
  const storeId = managed.some((store) => store.storeId === chosen) ? chosen : null
  const [asking, ask] = useState(false)
  const list = useInfiniteQuery(outboxQuery({ state, ...(storeId === null ? {} : { storeId }) }))
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list
  const messages: MessageBody[] = data?.pages.flatMap((page) => page.items) ?? []
  const failed = data?.pages[0]?.failed ?? 0
  const refusal = managed.length === 0 ? t('managersOnly') : failed === 0 ? t('outbox.nothingFailed') : null
  return (
    <Page title={t('outbox.title')} actions={<AdminPlaces />}>
      <Tabs<OutboxState>
        label={t('outbox.title')}
        tabs={outboxStates.map((id) => ({
          id,
          title: t(`outbox.states.${id}`),
          ...(id === 'failed' && failed > 0 ? { count: failed } : {}),
        }))}
        selected={state}
        onSelect={(next) => void navigate({ to: '/admin/outbox', search: { state: next } })}
      >
        <div className="outbox">
          {state === 'failed' && (
            <Button icon="undo" refusal={refusal} onPress={() => ask(true)}>
              {t('outbox.resendAll')}
            </Button>
          )}
          {error && messages.length === 0 && <ProblemNote problem={error} onRetry={() => void refetch()} />}
          {isPending && !error && <Skeleton />}
          {data && messages.length === 0 && (
            <EmptyState icon="inbox" title={t(`outbox.none.${state}`)}>
              {t(`outbox.noneText.${state}`)}
            </EmptyState>
          )}
          {messages.length > 0 && <OutboxTable state={state} messages={messages} />}
          {hasNextPage && (
            <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      </Tabs>
      {asking && <ResendSheet storeId={storeId} failed={failed} onClose={() => ask(false)} />}
    </Page>
  )
}
