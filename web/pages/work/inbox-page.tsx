import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { problemOf } from '../../api/api-problem.ts'
import { refreshTasks, runOf } from '../../api/refresh-tasks.ts'
import type { TaskSummaryBody } from '../../api/tasks.ts'
import { taskQuery, tasksQuery } from '../../api/tasks.ts'
import { claimTask } from '../../api/work.ts'
import { Button } from '../../kit/button/button.tsx'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { VirtualList } from '../../kit/list/virtual-list.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote, problemWords } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Tabs } from '../../kit/tabs/tabs.tsx'
import { tell } from '../../kit/toast/toasts.ts'
import { useActions } from '../../shell/actions.ts'
import { useStore } from '../../shell/store-choice.ts'
import { useText } from '../../text/use-text.ts'
import { InboxFilters } from './inbox-filters.tsx'
import { rememberTasks } from './inbox-order.ts'
import { InboxRow } from './inbox-row.tsx'
import type { InboxTab } from './inbox-search.ts'
import { filterOf, inboxTabs, readInboxSearch } from './inbox-search.ts'
import './inbox.css'
import { ShiftHandovers } from './shift-handovers.tsx'
import { WaitingNote } from './waiting-note.tsx'

const keptForLater = 8
const keepAfterMs = 500
const idOf = ({ id }: TaskSummaryBody): string => id

/** What waits for the reader, most urgent first. */
export function InboxPage() {
  const t = useText('work')
  const search = readInboxSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const { storeId } = useStore()
  const inbox = useInbox(filterOf(search, storeId))
  const { tasks, list, onEnd } = inbox
  const chosen = useChosen(tasks)
  const tab = search.tab ?? 'mine'
  return (
    <Page
      title={t('inbox.title')}
      full
      aside={<InboxFilters search={search} />}
      actions={
        <>
          <LinkButton to="/grid" icon="board">
            {t('inbox.grid')}
          </LinkButton>
          <LinkButton to="/paste" icon="plus">
            {t('paste.title')}
          </LinkButton>
        </>
      }
    >
      <Tabs<InboxTab>
        label={t('inbox.title')}
        tabs={inboxTabs.map((id) => ({ id, title: t(`inbox.tabs.${id}`) }))}
        selected={tab}
        onSelect={(next) => void navigate({ to: '/inbox', search: { ...search, tab: next } })}
      >
        <WaitingNote />
        <ShiftHandovers />
        {chosen.ticked.size > 0 && <ClaimBar chosen={chosen} />}
        {list.isPending ? (
          <Skeleton rowHeight={64} />
        ) : list.isError && tasks.length === 0 ? (
          <ProblemNote problem={list.error} onRetry={() => void list.refetch()} />
        ) : tasks.length === 0 ? (
          <EmptyState icon="inbox" title={t('inbox.empty')} action={<Link to="/inbox">{t('inbox.showAll')}</Link>}>
            {t('inbox.emptyText')}
          </EmptyState>
        ) : (
          <VirtualList
            label={t('inbox.title')}
            rows={tasks}
            keyOf={idOf}
            render={(task, at) => (
              <InboxRow task={task} isAt={at === chosen.at} ticked={chosen.ticked.has(task.id)} onTick={chosen.tick} />
            )}
            rowHeight={64}
            inSight={chosen.at}
            onEnd={onEnd}
          />
        )}
      </Tabs>
    </Page>
  )
}

function useInbox(filter: ReturnType<typeof filterOf>) {
  const list = useInfiniteQuery(tasksQuery(filter))
  const queryClient = useQueryClient()
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = list
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const tasks = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  useEffect(() => {
    rememberTasks(tasks.map(({ id }) => id))
  }, [tasks])
  const firstOnes = tasks
    .slice(0, keptForLater)
    .map(({ id }) => id)
    .join(' ')
  useEffect(() => {
    if (firstOnes === '') return
    // The next few are at hand even where the network is lost on the way to the shelf; first keys go before.
    const later = setTimeout(() => {
      for (const id of firstOnes.split(' ')) void queryClient.prefetchQuery(taskQuery(id))
    }, keepAfterMs)
    return () => clearTimeout(later)
  }, [firstOnes, queryClient])
  return { tasks, list, onEnd }
}

interface Chosen {
  at: number
  ticked: ReadonlySet<string>
  tick: (taskId: string) => void
  claim: () => void
  busy: boolean
}

/** Moving through the list by keys, and taking tasks, one or several. */
function useChosen(tasks: readonly TaskSummaryBody[]): Chosen {
  const t = useText('work')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [at, setAt] = useState(-1)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const tick = useCallback(
    (id: string): void =>
      setTicked((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id])),
    [],
  )
  const claimAll = async (ids: readonly string[]): Promise<void> => {
    setBusy(true)
    const results = await Promise.allSettled(ids.map((id) => claimTask(id)))
    const refused = results.filter((one) => one.status === 'rejected')
    const why = refused[0] ? problemWords(problemOf(refused[0].reason)) : ''
    const counts = { taken: results.length - refused.length, refused: refused.length, why }
    tell({
      tone: refused.length > 0 ? 'bad' : 'good',
      text: t(refused.length > 0 ? 'inbox.someTaken' : 'inbox.taken', counts),
    })
    setTicked(new Set())
    setBusy(false)
    refreshTasks(queryClient, new Set(ids.map(runOf)))
  }
  const claim = (): void => {
    const here = tasks[at]
    void claimAll(ticked.size > 0 ? [...ticked] : here ? [here.id] : [])
  }
  const open = (): void => {
    const here = tasks[at]
    if (here) void navigate({ to: '/tasks/$taskId', params: { taskId: here.id } })
  }
  useActions([
    {
      id: 'down',
      label: t('inbox.keys.down'),
      keys: 'j',
      run: () => setAt((now) => Math.min(now + 1, tasks.length - 1)),
    },
    { id: 'up', label: t('inbox.keys.up'), keys: 'k', run: () => setAt((now) => Math.max(now - 1, 0)) },
    { id: 'open', label: t('inbox.keys.open'), keys: 'o', run: open },
    { id: 'claim', label: t('inbox.keys.claim'), keys: 'e', run: claim },
    { id: 'tick', label: t('inbox.keys.tick'), keys: 'x', run: () => tasks[at] && tick(tasks[at].id) },
  ])
  return { at, ticked, tick, claim, busy }
}

function ClaimBar({ chosen }: { chosen: Chosen }) {
  const t = useText('work')
  return (
    <div className="inbox-bar" role="status">
      <span>{t('inbox.chosen', { count: chosen.ticked.size })}</span>
      <Button tone="primary" busy={chosen.busy} onPress={chosen.claim}>
        {t('task.claim')}
      </Button>
    </div>
  )
}
