import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { urgency } from '#engine/model/urgency.ts'
import { read } from './ask.ts'
import type { TaskFilter, TaskPageBody, TaskSummaryBody } from './tasks.ts'
import { queryOf, readAnewPages } from './tasks.ts'

interface LoadedPage extends TaskPageBody {
  /** The task it ended with when it came: where the next page goes on, whatever has left since. */
  endedWith?: TaskSummaryBody | undefined
}

type Inbox = InfiniteData<LoadedPage, string | null>

const mostRuns = 12

/** A task's id begins with its run's. */
export function runOf(taskId: string): string {
  return taskId.split('~')[0] ?? taskId
}

/** Brings every list of tasks up to date with changes of some runs; a long one takes only what changed, in its place. */
export function refreshTasks(queryClient: QueryClient, runIds: ReadonlySet<string>): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['tasks'] })) {
    const { queryKey } = query
    const readAnew = (): void => void queryClient.invalidateQueries({ queryKey, exact: true })
    const inbox = query.state.data as Inbox | undefined
    const isLong = (inbox?.pages?.length ?? 0) > readAnewPages && query.isActive()
    if (!isLong || runIds.size > mostRuns) readAnew()
    else
      tasksOf([...runIds], queryKey[1] as TaskFilter).then((tasks) => {
        queryClient.setQueryData<Inbox>(queryKey, (now) => now && withChanged(now, runIds, tasks))
      }, readAnew)
  }
}

async function tasksOf(runIds: readonly string[], filter: TaskFilter): Promise<TaskSummaryBody[]> {
  const pages = await Promise.all(
    runIds.map(async (runId) => read<TaskPageBody>('/tasks', { ...queryOf(filter), runId })),
  )
  if (pages.some(({ nextCursor }) => nextCursor !== null)) throw new Error('more than a page of one run')
  return pages.flatMap(({ items }) => items)
}

/** An inbox in which the tasks of some runs are these; one that lies beyond the pages that were read comes with its page. */
export function withChanged(inbox: Inbox, runIds: ReadonlySet<string>, tasks: readonly TaskSummaryBody[]): Inbox {
  const ends = inbox.pages.map(({ endedWith, items }) => endedWith ?? items.at(-1))
  const placeOf = (task: TaskSummaryBody): number =>
    ends.findIndex((end, at) => {
      const isLast = at === ends.length - 1 && inbox.pages[at]?.nextCursor === null
      return isLast || (end !== undefined && byUrgency(task, end) <= 0)
    })
  const pages = inbox.pages.map((page, at): LoadedPage => {
    const others = page.items.filter(({ runId }) => !runIds.has(runId))
    const own = tasks.filter((task) => placeOf(task) === at)
    if (own.length === 0 && others.length === page.items.length) return page
    return { ...page, endedWith: ends[at], items: [...others, ...own].sort(byUrgency) }
  })
  return { ...inbox, pages }
}

function byUrgency(one: TaskSummaryBody, other: TaskSummaryBody): number {
  const [a, b] = [one, other].map(({ dueAt, priority }) => urgency(dueAt, priority)) as [number, number]
  if (a !== b) return a < b ? -1 : 1
  return one.id < other.id ? -1 : Number(one.id > other.id)
}
