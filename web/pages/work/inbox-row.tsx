import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { TaskSummaryBody } from '../../api/tasks.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { usePick, useText } from '../../text/use-text.ts'

export interface InboxRowProps {
  task: TaskSummaryBody
  /** Where the keys are. */
  isAt: boolean
  ticked: boolean
  onTick: (taskId: string) => void
}

/** One task of the inbox; drawn anew only when it changes, not with every turn of the wheel. */
export const InboxRow = memo(function InboxRow({ task, isAt, ticked, onTick }: InboxRowProps) {
  const t = useText('work')
  const pick = usePick()
  const name = `${pick(task.title)} ${task.correlationKey ?? ''}`
  return (
    <div className="inbox-row" data-at={isAt || undefined}>
      <label className="inbox-tick">
        <input
          type="checkbox"
          checked={ticked}
          aria-label={t('inbox.tick', { name })}
          onChange={() => onTick(task.id)}
        />
      </label>
      <div>
        <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
          {pick(task.title)}
        </Link>
        <span className="inbox-case">
          {pick(task.runTitle)} {task.correlationKey}
        </span>
      </div>
      <span className="inbox-signs">
        {task.priority === 1 && <Tag tone="warn">{t('inbox.vip')}</Tag>}
        {task.kind === 'approval' && <Tag tone="info">{t('approval.title')}</Tag>}
        {task.assignee === null ? <Tag>{t('inbox.free')}</Tag> : <Tag tone="info">{task.assigneeName}</Tag>}
        <DueChip dueAt={task.dueAt} hard={task.hard} inRow />
      </span>
    </div>
  )
})
