import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { StoreLine } from '../../../api/boards.ts'
import { storeBoardQuery } from '../../../api/boards.ts'
import { useMe } from '../../../api/me.ts'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { EmptyState } from '../../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { usePick, useText } from '../../../text/use-text.ts'

/** Stores × playbooks: how much is under way and how much of it is late; a cell leads to its runs. */
export function StoreHeat() {
  const t = useText('runs')
  const board = useQuery(storeBoardQuery)
  if (board.isPending) return <Skeleton />
  if (board.isError) return <ProblemNote problem={board.error} onRetry={() => void board.refetch()} />
  if (board.data.items.length === 0)
    return (
      <EmptyState icon="store" title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    )
  return <HeatTable lines={board.data.items} />
}

function HeatTable({ lines }: { lines: readonly StoreLine[] }) {
  const t = useText('runs')
  const pick = usePick()
  const { stores } = useMe()
  const sops = [...new Map(lines.map((line) => [line.sopId, line.title]))]
  const lateOf = (storeId: string) =>
    lines.filter((line) => line.storeId === storeId).reduce((sum, line) => sum + line.lateSteps, 0)
  const rows = [...stores].sort((a, b) => lateOf(b.storeId) - lateOf(a.storeId))
  return (
    <div className="table-frame" data-scrolls-sideways role="region" aria-label={t('views.stores')} tabIndex={0}>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">{t('filters.store')}</th>
            {sops.map(([sopId, title]) => (
              <th key={sopId} scope="col">
                {pick(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ storeId, storeName }) => (
            <tr key={storeId}>
              <th scope="row">
                <Link to="/runs" search={{ storeId }}>
                  {storeName}
                </Link>
              </th>
              {sops.map(([sopId]) => (
                <HeatCell key={sopId} line={lines.find((line) => line.storeId === storeId && line.sopId === sopId)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Warmth by the share of late runs: none, some, at least half. */
function warmthOf(line: StoreLine): 'calm' | 'warm' | 'hot' {
  if (line.lateRuns === 0) return 'calm'
  return line.lateRuns * 2 >= line.runs || line.lateHardSteps > 0 ? 'hot' : 'warm'
}

function HeatCell({ line }: { line: StoreLine | undefined }) {
  const t = useText('runs')
  if (!line)
    return (
      <td className="heat-cell">
        <span aria-hidden="true">–</span>
        <span className="unseen">{t('heat.none')}</span>
      </td>
    )
  const { storeId, sopId, lateRuns } = line
  return (
    <td className={`heat-cell heat-${warmthOf(line)}`}>
      <Link to="/runs" search={{ storeId, sopId, ...(lateRuns > 0 ? { late: true } : {}) }}>
        <span>{t('heat.runs', { count: line.runs })}</span>
        {lateRuns > 0 && <strong>{t('heat.late', { count: line.lateSteps })}</strong>}
        {line.lateHardSteps > 0 && <span>{t('heat.hard', { count: line.lateHardSteps })}</span>}
        {line.incidents > 0 && <span>{t('heat.incidents', { count: line.incidents })}</span>}
      </Link>
    </td>
  )
}
