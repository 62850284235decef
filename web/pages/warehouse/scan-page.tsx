import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { read } from '../../api/ask.ts'
import type { TaskSummaryBody } from '../../api/tasks.ts'
import { taskQuery } from '../../api/tasks.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Spinner } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { GoOn } from '../work/go-on.ts'
import '../work/task.css'
import { WorkPanel } from '../work/work-panel.tsx'
import { CameraScan } from './camera-scan.tsx'
import { useScanner } from './scanner.ts'
import './warehouse.css'

/** Scan or type a waybill and the parcel's work opens; when it is finished the next scan may come. */
export function ScanPage() {
  const t = useText('warehouse')
  const [waybill, setWaybill] = useState('')
  const [typed, setTyped] = useState('')
  const [count, setCount] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const scan = useCallback((code: string) => {
    setWaybill(code.trim())
    setTyped(code.trim())
  }, [])
  useScanner(scan)
  const done = useCallback(() => {
    setCount((now) => now + 1)
    setWaybill('')
    setTyped('')
    input.current?.focus()
  }, [])
  return (
    <Page title={t('title')} aside={count > 0 && <span role="status">{t('done', { count })}</span>}>
      <form
        className="scan-bar"
        onSubmit={(event) => {
          event.preventDefault()
          scan(typed)
        }}
      >
        <Field label={t('waybill')} hint={t('hint')}>
          <TextInput value={typed} autoFocus inputRef={input} autoComplete="off" onChange={setTyped} />
        </Field>
        <Button type="submit" tone={waybill === '' ? 'primary' : 'plain'} icon="search">
          {t('find')}
        </Button>
        <CameraScan onCode={scan} />
      </form>
      <GoOn value={done}>
        {waybill === '' ? (
          <EmptyState icon="scan" title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <Parcel key={waybill} waybill={waybill} />
        )}
      </GoOn>
    </Page>
  )
}

function Parcel({ waybill }: { waybill: string }) {
  const t = useText('warehouse')
  const found = useQuery({
    queryKey: ['tasks', 'of-parcel', waybill],
    queryFn: ({ signal }) => read<{ items: TaskSummaryBody[] }>('/tasks', { mine: true, waybill, limit: 10 }, signal),
  })
  // What was opened stays open while it is worked on, whatever the list says meanwhile.
  const [opened, setOpened] = useState<string | null>(null)
  const first = found.data?.items[0]?.id
  useEffect(() => {
    if (opened === null && first !== undefined) setOpened(first)
  }, [opened, first])
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />
  if (found.isPending) return <Spinner />
  if (opened === null)
    return (
      <EmptyState icon="search" title={t('none', { waybill })}>
        {t('noneText')}
      </EmptyState>
    )
  return <ParcelWork taskId={opened} />
}

function ParcelWork({ taskId }: { taskId: string }) {
  const pick = usePick()
  const task = useQuery(taskQuery(taskId))
  if (task.isError) return <ProblemNote problem={task.error} onRetry={() => void task.refetch()} />
  if (!task.data) return <Spinner />
  return (
    <section className="task-work" aria-label={pick(task.data.title)}>
      <p className="scan-case">
        {pick(task.data.runTitle)} {task.data.correlationKey} <DueChip dueAt={task.data.dueAt} hard={task.data.hard} />
      </p>
      <WorkPanel key={task.data.id} task={task.data} />
    </section>
  )
}
