import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { taskQuery } from '../../api/tasks.ts'
import { Spinner } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { allActions } from '../../shell/actions.ts'
import { usePick } from '../../text/use-text.ts'
import '../work/task.css'
import { WorkPanel } from '../work/work-panel.tsx'
import { takesText } from './scanner.ts'

/** The forms of the parcel in hand: letters grade it, Enter finishes. */
export function ParcelWork({ taskId }: { taskId: string }) {
  const pick = usePick()
  const frame = useRef<HTMLElement>(null)
  const task = useQuery(taskQuery(taskId))
  const isThere = task.data !== undefined
  useEffect(() => {
    // Out of the waybill, so that A, B, C and X are grades and no text.
    if (isThere) frame.current?.focus()
  }, [isThere])
  useEnterToFinish()
  if (task.isError) return <ProblemNote problem={task.error} onRetry={() => void task.refetch()} />
  if (!task.data) return <Spinner />
  return (
    <section ref={frame} className="task-work" tabIndex={-1} aria-label={pick(task.data.title)}>
      <p className="scan-case">
        {pick(task.data.runTitle)} {task.data.correlationKey} <DueChip dueAt={task.data.dueAt} hard={task.data.hard} />
      </p>
      <WorkPanel key={task.data.id} task={task.data} />
    </section>
  )
}

/** Enter does what the button below does, except where Enter has its own meaning. */
function useEnterToFinish(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return
      const { target } = event
      const hasOwn = target instanceof Element && target.closest('button, a, textarea, select, summary, .scan-bar')
      if (hasOwn || (target instanceof HTMLInputElement && target.type === 'file')) return
      if (takesText(target) && target.value === '') return
      event.preventDefault()
      allActions()
        .findLast(({ id }) => id === 'finish')
        ?.run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
