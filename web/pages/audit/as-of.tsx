import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { wordsOfEvent } from '#engine/history/event-words.ts'
import type { HistoryEvent } from '../../api/audit.ts'
import { runAtQuery } from '../../api/audit.ts'
import type { RunBody } from '../../api/runs.ts'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useLanguage, usePick, useText } from '../../text/use-text.ts'
import { wholeInstant } from '../../time/words.ts'
import { useZone } from '../../time/zone.ts'

type Step = RunBody['steps'][number]

/** The run as it stood after any entry of its history: a slider over the entries, the steps below. */
export function AsOf({ run, events }: { run: RunBody; events: readonly HistoryEvent[] }) {
  const t = useText('audit')
  const pick = usePick()
  const language = useLanguage()
  const zone = useZone()
  const id = useId()
  const [place, setPlace] = useState(events.length)
  const event = events[place - 1] ?? events.at(-1)!
  const at = useDeferredValue(event.at)
  const { data, error } = useQuery({ ...runAtQuery(run.id, at), placeholderData: keepPreviousData })
  const said = `${wholeInstant(event.at, language, zone)} · ${pick(wordsOfEvent(event.type))}`
  return (
    <Panel title={t('asOf.title')}>
      <label htmlFor={id}>{t('asOf.label')}</label>
      <input
        id={id}
        className="audit-slider"
        type="range"
        min={1}
        max={events.length}
        value={place}
        aria-valuetext={said}
        onChange={(change) => setPlace(Number(change.target.value))}
      />
      <p aria-live="polite">
        {place} / {events.length} · {said}
      </p>
      {error && <ProblemNote problem={error} />}
      {data && <StepsThen run={data} />}
    </Panel>
  )
}

function StepsThen({ run }: { run: RunBody }) {
  const t = useText('audit')
  const pick = usePick()
  const known = run.steps.filter((step) => step.status !== 'planned')
  const columns: Column<Step>[] = [
    { id: 'step', head: t('column.step'), leads: true, cell: (step) => pick(step.title) },
    { id: 'status', head: t('asOf.status'), cell: (step) => <Tag>{t(`step.${step.status}`)}</Tag> },
    { id: 'who', head: t('column.who'), cell: (step) => step.completedByName ?? step.assigneeName ?? '—' },
  ]
  return (
    <>
      <p>
        <Tag tone="info">{t(`status.${run.status}`)}</Tag>{' '}
        {t('asOf.progress', { done: run.progress.done, total: run.progress.total })}
      </p>
      <DataTable label={t('asOf.title')} columns={columns} rows={known} keyOf={(step) => step.instanceKey} />
    </>
  )
}
