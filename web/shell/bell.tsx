import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { problemOf } from '../api/api-problem.ts'
import { newestNoticesQuery, readNotices } from '../api/messages.ts'
import { Button } from '../kit/button/button.tsx'
import { LinkButton } from '../kit/button/link-button.tsx'
import { Icon } from '../kit/icon/icon.tsx'
import { Skeleton } from '../kit/loading/loading.tsx'
import { EmptyState } from '../kit/note/empty-state.tsx'
import { ProblemNote, problemWords } from '../kit/note/problem-note.tsx'
import { tell } from '../kit/toast/toasts.ts'
import { useText } from '../text/use-text.ts'
import { useActions } from './actions.ts'
import { NoticeLink } from './notice-link.tsx'
import './bell.css'

/** The API counts no further. */
const mostUnread = 100

/** How many notices are unread, live, and the newest of them one tap away. */
export function Bell() {
  const t = useText('shell')
  const [isOpen, setOpen] = useState(false)
  const { unread, readAll } = useUnread()
  const label = unread === 0 ? t('bell.none') : t('bell.label', { count: unread })
  useActions(
    useMemo(
      () => [
        { id: 'bell', label: t('bell.open'), keys: 'n', run: () => setOpen(true) },
        {
          id: 'read-notices',
          label: t('bell.readAll'),
          refusal: unread === 0 ? t('bell.nothingUnread') : null,
          run: readAll,
        },
      ],
      [t, unread, readAll],
    ),
  )
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className="button button-quiet button-bare bell" aria-label={label}>
        <Icon name="bell" />
        {unread > 0 && (
          <span className="bell-count" aria-hidden="true">
            {unread >= mostUnread ? '99+' : unread}
          </span>
        )}
      </AriaButton>
      <span className="unseen" role="status">
        {unread > 0 && label}
      </span>
      <Popover className="menu-popover bell-popover" placement="bottom end">
        <Dialog className="bell-sheet" aria-label={t('bell.title')}>
          <Newest unread={unread} onReadAll={readAll} onClose={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** How many are unread, and the act that makes it none. */
export function useUnread(): { unread: number; readAll: () => void } {
  const { data } = useQuery(newestNoticesQuery)
  const last = data?.items.find(({ readAt }) => readAt === null)?.id
  const readAll = useMemo(() => () => void (last !== undefined && markRead({ upTo: last })), [last])
  return { unread: data?.unread ?? 0, readAll }
}

/** Marks notices as read; says so when that fails. */
export async function markRead(which: Parameters<typeof readNotices>[0]): Promise<void> {
  try {
    await readNotices(which)
  } catch (error) {
    tell({ tone: 'bad', text: problemWords(problemOf(error)) })
  }
}

interface NewestProps {
  unread: number
  onReadAll: () => void
  onClose: () => void
}

function Newest({ unread, onReadAll, onClose }: NewestProps) {
  const t = useText('shell')
  const { data, error, refetch } = useQuery(newestNoticesQuery)
  return (
    <>
      <header className="bell-head">
        <h2>{t('bell.title')}</h2>
        <Button tone="quiet" refusal={unread === 0 ? t('bell.nothingUnread') : null} onPress={onReadAll}>
          {t('bell.readAll')}
        </Button>
      </header>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.items.length === 0 && (
        <EmptyState icon="bell" title={t('bell.empty')}>
          {t('bell.emptyText')}
        </EmptyState>
      )}
      <ul>
        {data?.items.map((notice) => (
          <li key={notice.id}>
            <NoticeLink
              notice={notice}
              onOpen={() => {
                onClose()
                if (notice.readAt === null) void markRead({ ids: [notice.id] })
              }}
            />
          </li>
        ))}
      </ul>
      <LinkButton to="/messages" tone="quiet" onClick={onClose}>
        {t('bell.all')}
      </LinkButton>
    </>
  )
}
