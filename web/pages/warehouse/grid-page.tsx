import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { read } from '../../api/ask.ts'
import type { TaskSummaryBody } from '../../api/tasks.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useActions } from '../../shell/actions.ts'
import { useStore } from '../../shell/store-choice.ts'
import { usePick, useText } from '../../text/use-text.ts'
import '../work/task.css'
import { GridTable } from './grid-table.tsx'
import './grid.css'
import { useGrid } from './use-grid.ts'

const mostRows = 50

/** One step over many runs: choose it, fill in the sheet, send the rows. */
export function GridPage() {
  const { sop, step } = useSearch({ strict: false })
  const { storeId } = useStore()
  const [round, setRound] = useState(0)
  const t = useText('warehouse')
  const isChosen = sop !== undefined && step !== undefined
  const filter = {
    ...{ mine: true, limit: isChosen ? mostRows : 100 },
    ...(storeId === null ? {} : { storeId }),
    ...(isChosen ? { sopId: sop, stepId: step } : {}),
  }
  const found = useQuery({
    queryKey: ['grid', round, filter],
    queryFn: ({ signal }) => read<{ items: TaskSummaryBody[] }>('/tasks', filter, signal),
    // What is being filled in is never taken away by a newer list; another round fetches one.
    enabled: ({ state }) => state.data === undefined,
    gcTime: 0,
  })
  const items = found.data?.items.filter(({ level }) => level === null)
  if (items && items.length > 0 && isChosen)
    return <Sheet key={`${round} ${sop} ${step}`} found={items} onMore={() => setRound(round + 1)} />
  return (
    <Page title={t('grid.title')} crumbs={[{ label: t('grid.inbox'), to: '/inbox' }]}>
      {found.isError ? (
        <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />
      ) : items === undefined ? (
        <Skeleton />
      ) : items.length === 0 ? (
        <EmptyState icon="check" title={t('grid.none')} action={<Link to="/grid">{t('grid.chooseOther')}</Link>}>
          {t('grid.noneText')}
        </EmptyState>
      ) : (
        <StepChoice items={items} />
      )}
    </Page>
  )
}

/** Which step: those of the inbox, with how many wait at each. */
function StepChoice({ items }: { items: readonly TaskSummaryBody[] }) {
  const t = useText('warehouse')
  const pick = usePick()
  const groups = new Map<string, TaskSummaryBody[]>()
  for (const one of items) {
    const key = `${one.sopId} ${one.stepId}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return (
    <>
      <p>{t('grid.choose')}</p>
      <ul className="grid-steps">
        {[...groups].map(([key, [first, ...more]]) => (
          <li key={key}>
            <Link to="/grid" search={{ sop: first?.sopId ?? '', step: first?.stepId ?? '' }}>
              {first && pick(first.title)}
            </Link>{' '}
            <span>{first && `${pick(first.runTitle)} · ${t('grid.count', { count: more.length + 1 })}`}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Sheet({ found, onMore }: { found: readonly TaskSummaryBody[]; onMore: () => void }) {
  const t = useText('warehouse')
  const pick = usePick()
  const grid = useGrid(found)
  const title = found[0] ? `${pick(found[0].title)} · ${pick(found[0].runTitle)}` : ''
  const count = (kind: string): number => grid.rows.filter(({ state }) => state.kind === kind).length
  const left = grid.rows.length - count('done') - count('waiting')
  const refusal = grid.ready.length === 0 ? t('grid.nothingReady') : null
  const { send } = grid
  useActions(
    useMemo(
      () => [{ id: 'send', label: t('grid.send'), keys: 'mod+enter', whileTyping: true, refusal, run: send }],
      [t, refusal, send],
    ),
  )
  return (
    <Page
      title={title}
      crumbs={[
        { label: t('grid.inbox'), to: '/inbox' },
        { label: t('grid.title'), to: '/grid' },
      ]}
      aside={<span role="status">{t('grid.stand', { done: count('done'), waiting: count('waiting'), left })}</span>}
    >
      <p className="task-hint">{t('grid.hint')}</p>
      <GridTable grid={grid} label={title} />
      <div className="task-finish">
        <Button tone="primary" icon="check" keys="mod+enter" busy={grid.busy} refusal={refusal} onPress={send}>
          {t('grid.sendCount', { count: grid.ready.length })}
        </Button>
        <Button icon="undo" refusal={grid.busy ? t('grid.row.sending') : null} onPress={onMore}>
          {t('grid.more')}
        </Button>
      </div>
    </Page>
  )
}
