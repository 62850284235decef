import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { TaskSummaryBody } from '../../api/tasks.ts'
import { tasksQuery } from '../../api/tasks.ts'
import { VirtualList } from '../../kit/list/virtual-list.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { usePick, useText } from '../../text/use-text.ts'
import './inbox.css'

/** What waits for me, most urgent first. */
export function InboxPage() {
  const t = useText('work')
  const { storeId } = useStore()
  const inbox = useInfiniteQuery(tasksQuery({ mine: true, ...(storeId === null ? {} : { storeId }) }))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = inbox
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const tasks = inbox.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('inbox.title')} full>
      {inbox.isPending ? (
        <Skeleton rowHeight={64} />
      ) : inbox.isError && tasks.length === 0 ? (
        <ProblemNote problem={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : tasks.length === 0 ? (
        <EmptyState icon="inbox" title={t('inbox.empty')}>
          {t('inbox.emptyText')}
        </EmptyState>
      ) : (
        <VirtualList
          label={t('inbox.title')}
          rows={tasks}
          keyOf={(task) => task.id}
          render={(task) => <InboxRow task={task} />}
          rowHeight={64}
          onEnd={onEnd}
        />
      )}
    </Page>
  )
}

function InboxRow({ task }: { task: TaskSummaryBody }) {
  const t = useText('work')
  const pick = usePick()
  return (
    <div className="inbox-row">
      <div>
        <strong>{pick(task.title)}</strong>
        <span className="inbox-case">
          {pick(task.runTitle)} {task.correlationKey}
        </span>
      </div>
      {task.assignee === null ? <Tag>{t('inbox.free')}</Tag> : <Tag tone="info">{task.assigneeName}</Tag>}
      <DueChip dueAt={task.dueAt} hard={task.hard} inRow />
    </div>
  )
}
