import { useQuery } from '@tanstack/react-query'
import type { RunBody } from '../../../api/runs.ts'
import type { SopBody } from '../../../api/sops.ts'
import { sopQuery } from '../../../api/sops.ts'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import type { RunStepBody } from './standing.ts'
import { layers } from './layers.ts'

const box = { width: 168, height: 48, gapX: 28, gapY: 20 }

/** The playbook as a drawing with the state of this run; the same stands as a list under the steps. */
export function Diagram({ run, onOpen }: { run: RunBody; onOpen: (instanceKey: string) => void }) {
  const sop = useQuery(sopQuery(run.sopId))
  if (sop.isPending) return <Skeleton />
  if (sop.isError) return <ProblemNote problem={sop.error} onRetry={() => void sop.refetch()} />
  return <Drawing run={run} sop={sop.data} onOpen={onOpen} />
}

function Drawing({ run, sop, onOpen }: { run: RunBody; sop: SopBody; onOpen: (instanceKey: string) => void }) {
  const t = useText('run')
  const pick = usePick()
  const steps = sop.steps.filter((step) => run.steps.some((one) => one.stepId === step.stepId))
  const rows = layers(steps.map(({ stepId, after }) => ({ id: stepId, after })))
  const places = new Map(rows.flatMap((row, y) => row.map((id, x) => [id, { x, y }] as const)))
  const width = Math.max(...rows.map((row) => row.length)) * (box.width + box.gapX)
  const height = rows.length * (box.height + box.gapY)
  return (
    <div className="diagram" data-scrolls-sideways role="region" aria-label={t('views.diagram')} tabIndex={0}>
      <div className="diagram-sheet" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {steps.flatMap((step) =>
            step.after.flatMap((before) => {
              const [from, to] = [places.get(before), places.get(step.stepId)]
              return from && to ? [<path key={`${before} ${step.stepId}`} d={edge(from, to)} />] : []
            }),
          )}
        </svg>
        {steps.map((step) => {
          const place = places.get(step.stepId)
          const last = lastOf(run, step.stepId)
          if (!place || !last) return null
          const state = last.overdue ? 'late' : last.status
          return (
            <button
              key={step.stepId}
              type="button"
              className={`diagram-step diagram-${state}`}
              style={{ left: place.x * (box.width + box.gapX), top: place.y * (box.height + box.gapY), ...size }}
              onClick={() => onOpen(last.instanceKey)}
            >
              <span>{pick(step.title)}</span>
              <small>{last.overdue ? t('late') : t(`stepStatus.${last.status}`)}</small>
            </button>
          )
        })}
      </div>
    </div>
  )
}

const size = { width: box.width, height: box.height }

/** The instance of a step that says most: a late one, one under way, else the last. */
function lastOf(run: RunBody, stepId: string): RunStepBody | undefined {
  const all = run.steps.filter((step) => step.stepId === stepId)
  return (
    all.find((step) => step.overdue) ??
    all.find((step) => step.openedAt !== null && step.completedAt === null) ??
    all.at(-1)
  )
}

function edge(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const x1 = from.x * (box.width + box.gapX) + box.width / 2
  const y1 = from.y * (box.height + box.gapY) + box.height
  const x2 = to.x * (box.width + box.gapX) + box.width / 2
  const y2 = to.y * (box.height + box.gapY)
  return `M${x1} ${y1}C${x1} ${y1 + box.gapY} ${x2} ${y2 - box.gapY} ${x2} ${y2}`
}
