import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { read } from '../../api/ask.ts'
import type { TaskBody, TaskSummaryBody } from '../../api/tasks.ts'
import { tell } from '../../kit/toast/toasts.ts'
import { useStore } from '../../shell/store-choice.ts'
import { createContext, useContext } from 'react'
import { useText } from '../../text/use-text.ts'
import { rememberedTasks, rememberTasks } from './inbox-order.ts'

/** Where a page goes on by itself, such as to the next scan, this says how; null = to the next task. */
export const GoOn = createContext<(() => void) | null>(null)

/** Opens the most urgent task that is left, without anybody having to look for it. */
export function useGoOn(): (done: Pick<TaskBody, 'id'>) => Promise<void> {
  const t = useText('work')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { storeId } = useStore()
  const elsewhere = useContext(GoOn)
  return async (done) => {
    void queryClient.invalidateQueries({ queryKey: ['tasks'] })
    if (elsewhere !== null) return elsewhere()
    const next = await nextTask(done.id, storeId)
    if (next !== null) return navigate({ to: '/tasks/$taskId', params: { taskId: next } })
    tell({ tone: 'good', text: t('inbox.allDone') })
    await navigate({ to: '/inbox' })
  }
}

/** Without network the list last seen is gone along. */
async function nextTask(doneId: string, storeId: string | null): Promise<string | null> {
  const left = rememberedTasks().filter((id) => id !== doneId)
  rememberTasks(left)
  if (!navigator.onLine) return left[0] ?? null
  try {
    const query = { mine: true, limit: 5, ...(storeId === null ? {} : { storeId }) }
    const { items } = await read<{ items: TaskSummaryBody[] }>('/tasks', query)
    return items.find(({ id, status }) => id !== doneId && status !== 'submitted')?.id ?? null
  } catch {
    return left[0] ?? null
  }
}
