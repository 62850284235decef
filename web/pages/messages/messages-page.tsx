import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { NoticeBody } from '../../api/messages.ts'
import { noticesQuery } from '../../api/messages.ts'
import { Button } from '../../kit/button/button.tsx'
import { VirtualList } from '../../kit/list/virtual-list.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Tabs } from '../../kit/tabs/tabs.tsx'
import { markRead, useUnread } from '../../shell/bell.tsx'
import { NoticeLink } from '../../shell/notice-link.tsx'
import { useText } from '../../text/use-text.ts'
import './messages.css'

/** Everything the reader was told, each leading to its task or run. */
export function MessagesPage() {
  const t = useText('messages')
  const ts = useText('shell')
  const { unread: onlyUnread = false } = useSearch({ from: '/shell/messages' })
  const navigate = useNavigate()
  const { unread, readAll } = useUnread()
  const tab = onlyUnread ? 'unread' : 'all'
  return (
    <Page
      title={ts('bell.title')}
      full
      actions={
        <Button icon="check" refusal={unread === 0 ? ts('bell.nothingUnread') : null} onPress={readAll}>
          {ts('bell.readAll')}
        </Button>
      }
    >
      <Tabs<'all' | 'unread'>
        label={ts('bell.title')}
        tabs={[
          { id: 'all', title: t('notices.all') },
          { id: 'unread', title: t('notices.unread'), count: unread },
        ]}
        selected={tab}
        onSelect={(next) => void navigate({ to: '/messages', search: next === 'unread' ? { unread: true } : {} })}
      >
        <Notices unread={onlyUnread} />
      </Tabs>
    </Page>
  )
}

function Notices({ unread }: { unread: boolean }) {
  const t = useText('messages')
  const ts = useText('shell')
  const list = useInfiniteQuery(noticesQuery(unread))
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = list
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const notices = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  if (list.isPending) return <Skeleton rowHeight={80} />
  if (list.isError && notices.length === 0)
    return <ProblemNote problem={list.error} onRetry={() => void list.refetch()} />
  if (notices.length === 0)
    return (
      <EmptyState icon="bell" title={unread ? t('notices.allRead') : ts('bell.empty')}>
        {unread ? t('notices.allReadText') : ts('bell.emptyText')}
      </EmptyState>
    )
  return (
    <VirtualList
      label={ts('bell.title')}
      rows={notices}
      keyOf={({ id }) => id}
      render={(notice) => <NoticeRow notice={notice} />}
      rowHeight={80}
      onEnd={onEnd}
    />
  )
}

function NoticeRow({ notice }: { notice: NoticeBody }) {
  const t = useText('messages')
  const unread = notice.readAt === null
  const read = (): void => void markRead({ ids: [notice.id] })
  return (
    <div className="notice-row">
      <NoticeLink notice={notice} onOpen={() => unread && read()} />
      {unread && <Button tone="quiet" icon="check" label={t('notices.read')} onPress={read} />}
    </div>
  )
}
