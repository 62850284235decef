import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { TaskBody } from '../../api/tasks.ts'
import { taskQuery } from '../../api/tasks.ts'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { CasePanel } from './case-panel.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { EndedPanel, isOver } from './ended-panel.tsx'
import { TaskCommands } from './task-commands.tsx'
import './task.css'
import { WorkPanel } from './work-panel.tsx'

/** One task: what to do, what is known, the form, and what may be done with it. */
export function TaskPage() {
  const { taskId = '' } = useParams({ strict: false })
  const t = useText('work')
  const task = useQuery(taskQuery(taskId))
  if (task.data) return <OneTask key={task.data.id} task={task.data} />
  return (
    <Page title={t('task.title')} crumbs={[{ label: t('inbox.title'), to: '/inbox' }]}>
      {task.isError ? (
        <ProblemNote problem={task.error} onRetry={() => void task.refetch()} />
      ) : (
        <Skeleton rows={4} rowHeight={96} />
      )}
    </Page>
  )
}

function OneTask({ task }: { task: TaskBody }) {
  const t = useText('work')
  const pick = usePick()
  return (
    <Page
      title={pick(task.title)}
      crumbs={[{ label: t('inbox.title'), to: '/inbox' }]}
      aside={
        <>
          {task.priority === 1 && <Tag tone="warn">{t('inbox.vip')}</Tag>}
          <Tag>{`${pick(task.runTitle)} ${task.correlationKey ?? ''}`}</Tag>
          <DueChip dueAt={task.dueAt} hard={task.hard} />
        </>
      }
      actions={<TaskCommands task={task} />}
    >
      <div className="task">
        <div className="task-work">
          <PanelOf task={task} />
        </div>
        <CasePanel task={task} />
      </div>
    </Page>
  )
}

/** A step that others end while its form is on screen keeps that panel: what was typed is nowhere else. */
function PanelOf({ task }: { task: TaskBody }) {
  const [wasOver] = useState(isOver(task))
  if (task.kind === 'approval') return <DecisionPanel task={task} />
  return wasOver ? <EndedPanel task={task} /> : <WorkPanel task={task} />
}
