import { Link } from '@tanstack/react-router'
import type { BoardRunBody } from '../../../api/boards.ts'
import { Icon } from '../../../kit/icon/icon.tsx'
import type { IconName } from '../../../kit/icon/icon.tsx'
import { DueChip } from '../../../kit/time/due-chip.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { Holder, useStoreName } from './run-lines.tsx'
import type { StageState } from './stage-strip.tsx'
import { stateOf, useStageWords } from './stage-strip.tsx'

/** Runs × stages, one table per playbook: where every run stands at one look. */
export function StageBoard({ runs }: { runs: readonly BoardRunBody[] }) {
  const groups = new Map<string, BoardRunBody[]>()
  for (const run of runs) {
    const key = `${run.sopId} ${run.version}`
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return (
    <>
      {[...groups].map(([key, group]) => (
        <PlaybookStages key={key} runs={group} />
      ))}
    </>
  )
}

function PlaybookStages({ runs }: { runs: readonly BoardRunBody[] }) {
  const t = useText('runs')
  const pick = usePick()
  const storeName = useStoreName()
  const [first] = runs
  if (!first) return null
  const title = pick(first.title)
  return (
    <div
      className="table-frame"
      data-scrolls-sideways
      role="region"
      aria-label={t('stagesOf', { playbook: title })}
      tabIndex={0}
    >
      <table className="stage-board">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.run')}</th>
            {first.stages.map(({ id, title: stage }) => (
              <th key={id} scope="col">
                {pick(stage)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <Link to="/runs/$runId" params={{ runId: run.id }}>
                  {run.correlationKey ?? title}
                </Link>
                <span className="run-line-aside">{storeName(run.storeId)}</span>
              </th>
              {run.stages.map((stage) => (
                <StageCell key={stage.id} run={run} stage={stage} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const icons: Record<StageState, IconName> = { late: 'late', open: 'clock', done: 'check', planned: 'more' }

function StageCell({ run, stage }: { run: BoardRunBody; stage: BoardRunBody['stages'][number] }) {
  const state = stateOf(stage)
  const words = useStageWords()(stage)
  const task = run.now.find(({ dueAt }) => dueAt === stage.dueAt)
  const live = state === 'late' || state === 'open'
  return (
    <td className={`stage-cell stage-${state}`}>
      <span className="stage-cell-head" title={words}>
        <Icon name={icons[state]} size={15} />
        <span className="unseen">{words}</span>
        <span aria-hidden="true" className="number">
          {stage.done}/{stage.total}
        </span>
      </span>
      {live && task && (
        <Link
          className="stage-cell-task"
          to="/runs/$runId"
          params={{ runId: run.id }}
          search={{ step: task.instanceKey }}
        >
          <DueChip dueAt={task.dueAt} hard={task.hard} paused={run.status === 'paused'} inRow />
          <Holder task={task} />
        </Link>
      )}
    </td>
  )
}
