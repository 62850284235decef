import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { boardQuery } from '../../../api/boards.ts'
import { Button } from '../../../kit/button/button.tsx'
import { LinkButton } from '../../../kit/button/link-button.tsx'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { EmptyState } from '../../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Page } from '../../../kit/page/page.tsx'
import { Tabs } from '../../../kit/tabs/tabs.tsx'
import { useStore } from '../../../shell/store-choice.ts'
import { useText } from '../../../text/use-text.ts'
import type { BoardSearch, BoardView } from '../search.ts'
import { BoardFilters } from './board-filters.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { RunLines } from './run-lines.tsx'
import { SavedViews } from './saved-views.tsx'
import { StageBoard } from './stage-board.tsx'
import { StoreHeat } from './store-heat.tsx'
import { usePicked } from './use-picked.ts'
import './board-tables.css'
import './board.css'

const route = getRouteApi('/shell/runs')

/** What is under way: late first, by stage, or by store and playbook. */
export function BoardPage() {
  const t = useText('runs')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const view = search.view ?? 'list'
  const change = (next: BoardSearch) => void navigate({ search: next, replace: true })
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <SavedViews search={search} onChoose={change} />
          <LinkButton to="/runs/report">{t('report')}</LinkButton>
          <LinkButton to="/runs/launch" tone="primary" icon="launch">
            {t('launch')}
          </LinkButton>
        </>
      }
    >
      <Tabs<BoardView>
        label={t('views.label')}
        tabs={(['list', 'stages', 'stores'] as const).map((id) => ({ id, title: t(`views.${id}`) }))}
        selected={view}
        onSelect={(id) => change({ ...search, view: id })}
      >
        <div className="board">
          {view !== 'stores' && <BoardFilters search={search} onChange={change} />}
          {view === 'stores' ? <StoreHeat /> : <Runs search={search} view={view} />}
        </div>
      </Tabs>
    </Page>
  )
}

function Runs({ search, view }: { search: BoardSearch; view: 'list' | 'stages' }) {
  const t = useText('runs')
  const { storeId } = useStore()
  const { view: _view, ...filter } = search
  const runs = useInfiniteQuery(boardQuery({ ...filter, storeId: search.storeId ?? storeId ?? undefined }))
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? []
  const picked = usePicked(rows)
  if (runs.isPending) return <Skeleton rowHeight={64} />
  if (runs.isError && rows.length === 0) return <ProblemNote problem={runs.error} onRetry={() => void runs.refetch()} />
  if (rows.length === 0) return <NoRuns filtered={Object.keys(filter).length > 0} />
  return (
    <>
      <BulkBar runs={picked.runs} onClear={picked.clear} />
      {view === 'list' ? <RunLines runs={rows} picked={picked} /> : <StageBoard runs={rows} />}
      {runs.hasNextPage && (
        <Button busy={runs.isFetchingNextPage} onPress={() => void runs.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

function NoRuns({ filtered }: { filtered: boolean }) {
  const t = useText('runs')
  if (filtered)
    return (
      <EmptyState icon="search" title={t('noMatch')}>
        {t('noMatchText')}
      </EmptyState>
    )
  return (
    <EmptyState icon="runs" title={t('empty')}>
      {t('emptyText')}
    </EmptyState>
  )
}
