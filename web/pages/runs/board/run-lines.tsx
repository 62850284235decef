import { Link } from '@tanstack/react-router'
import { roleTitles } from '#engine/model/roles.ts'
import type { BoardRunBody, BoardTaskBody } from '../../../api/boards.ts'
import { useMe } from '../../../api/me.ts'
import { Tag } from '../../../kit/tag/tag.tsx'
import { DueChip } from '../../../kit/time/due-chip.tsx'
import { TimeText } from '../../../kit/time/time-text.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { statusTones } from '../status-tones.ts'
import { StageStrip } from './stage-strip.tsx'
import type { Picked } from './use-picked.ts'

/** One line per run: what is late or open and who is on it, how far it is, what comes next. */
export function RunLines({ runs, picked }: { runs: readonly BoardRunBody[]; picked: Picked }) {
  const t = useText('runs')
  return (
    <ul className="run-lines" aria-label={t('title')}>
      {runs.map((run) => (
        <RunLine key={run.id} run={run} picked={picked.has(run.id)} onPick={() => picked.toggle(run.id)} />
      ))}
    </ul>
  )
}

function RunLine({ run, picked, onPick }: { run: BoardRunBody; picked: boolean; onPick: () => void }) {
  const t = useText('runs')
  const pick = usePick()
  const storeName = useStoreName()(run.storeId)
  const name = `${pick(run.title)} ${run.correlationKey ?? ''}`.trim()
  return (
    <li className={run.late > 0 ? 'run-line run-line-late' : 'run-line'}>
      <input type="checkbox" aria-label={t('pick', { name })} checked={picked} onChange={onPick} />
      <div className="run-line-name">
        <Link to="/runs/$runId" params={{ runId: run.id }}>
          {name}
        </Link>
        <span className="run-line-aside">
          {storeName} · {t('launchedBy', { name: run.launchedByName ?? run.launchedBy })}{' '}
          <TimeText at={run.launchedAt} inRow />
        </span>
      </div>
      <div className="run-line-now">
        {run.status !== 'running' && <Tag tone={statusTones[run.status]}>{t(`status.${run.status}`)}</Tag>}
        {run.now.slice(0, 2).map((task) => (
          <OpenTask key={task.taskId} run={run} task={task} />
        ))}
        {run.open > 2 && <span className="run-line-aside">{t('moreOpen', { count: run.open - 2 })}</span>}
        {run.open === 0 && <span className="run-line-aside">{t('nothingOpen')}</span>}
      </div>
      <div className="run-line-next">
        <StageStrip run={run} />
        {run.next && (
          <span className="run-line-aside">
            {t('next', { step: pick(run.next.title) })}{' '}
            {run.next.opensAt !== null && <TimeText at={run.next.opensAt} inRow />}
          </span>
        )}
      </div>
    </li>
  )
}

/** An open step of a run, one click from what can be done about it. */
export function OpenTask({ run, task }: { run: BoardRunBody; task: BoardTaskBody }) {
  return (
    <Link className="open-task" to="/runs/$runId" params={{ runId: run.id }} search={{ step: task.instanceKey }}>
      <span className="open-task-title">{usePick()(task.title)}</span>
      <DueChip dueAt={task.dueAt} hard={task.hard} paused={run.status === 'paused'} inRow />
      <Holder task={task} />
    </Link>
  )
}

/** Who has a step, or which post may take it. */
export function Holder({ task }: { task: Pick<BoardTaskBody, 'assignee' | 'assigneeName' | 'role'> }) {
  const t = useText('runs')
  const pick = usePick()
  const role = task.role === null ? null : pick(roleTitles[task.role] ?? { zh: task.role, en: task.role })
  if (task.assignee !== null) return <span className="holder">{task.assigneeName ?? task.assignee}</span>
  return <span className="holder holder-free">{role === null ? t('nobody') : t('freeFor', { role })}</span>
}

/** Names of the reader's stores. */
export function useStoreName(): (storeId: string) => string {
  const { stores } = useMe()
  return (storeId) => stores.find((store) => store.storeId === storeId)?.storeName ?? storeId
}
