import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { roleTitles } from '#engine/model/roles.ts'
import type { RunBody } from '../../../api/runs.ts'
import { taskQuery } from '../../../api/tasks.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Spinner } from '../../../kit/loading/loading.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Panel } from '../../../kit/page/panel.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { DueChip } from '../../../kit/time/due-chip.tsx'
import { TimeText } from '../../../kit/time/time-text.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { Holder } from '../board/run-lines.tsx'
import { stepTones } from '../status-tones.ts'
import type { RunStepBody } from './standing.ts'
import { isLive } from './standing.ts'
import { StepActs } from './step-acts.tsx'

interface StepDetailProps {
  run: RunBody
  instanceKey: string
  onClose: () => void
}

/** One step as it stands, with what may be done about it. */
export function StepDetail({ run, instanceKey, onClose }: StepDetailProps) {
  const t = useText('run')
  const pick = usePick()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => frame.current?.scrollIntoView({ block: 'nearest' }), [instanceKey])
  const step = run.steps.find((one) => one.instanceKey === instanceKey)
  const title = step ? pick(step.title) : t('step.gone')
  return (
    <div ref={frame} className="step-detail">
      <Panel title={title} aside={<Button tone="quiet" icon="cross" label={t('step.close')} onPress={onClose} />}>
        {step ? <Standing run={run} step={step} /> : <p>{t('step.goneText')}</p>}
      </Panel>
    </div>
  )
}

function Standing({ run, step }: { run: RunBody; step: RunStepBody }) {
  const t = useText('run')
  const live = isLive(step)
  return (
    <>
      <div className="step-line">
        <Tag tone={stepTones[step.status]}>{t(`stepStatus.${step.status}`)}</Tag>
        {step.dueAt !== null && (
          <DueChip dueAt={step.dueAt} hard={step.hard} paused={run.status === 'paused'} doneAt={step.completedAt} />
        )}
        <Holder task={{ assignee: step.assignee, assigneeName: step.assigneeName, role: step.candidateRole }} />
        {step.dueEstimated && <Tag tone="warn">{t('step.estimated')}</Tag>}
      </div>
      <StepDates step={step} />
      {step.skippedBecause !== null && <p>{t('step.skipped', { reason: step.skippedBecause })}</p>}
      {step.approvals.length > 0 && <Approvals step={step} />}
      {live && step.taskId !== null ? (
        <LiveStep run={run} step={step} taskId={step.taskId} />
      ) : (
        step.status === 'planned' && <StepActs run={run} step={step} commands={null} />
      )}
    </>
  )
}

function LiveStep({ run, step, taskId }: { run: RunBody; step: RunStepBody; taskId: string }) {
  const task = useQuery(taskQuery(taskId))
  if (task.isPending) return <Spinner />
  if (task.isError) return <ProblemNote problem={task.error} onRetry={() => void task.refetch()} />
  return <StepActs run={run} step={step} commands={task.data.commands} />
}

function StepDates({ step }: { step: RunStepBody }) {
  const t = useText('run')
  const dates = [
    [t('step.opens'), step.openedAt === null ? step.opensAt : null],
    [t('step.opened'), step.openedAt],
    [t('step.submitted'), step.submittedAt],
    [t('step.completed'), step.completedAt],
  ] as const
  return (
    <dl className="step-dates">
      {dates.map(([name, at]) =>
        at === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <TimeText at={at} as="both" />
            </dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Approvals({ step }: { step: RunStepBody }) {
  const t = useText('run')
  const pick = usePick()
  return (
    <ol className="approvals">
      {step.approvals.map((level) => (
        <li key={level.level}>
          {pick(roleTitles[level.role] ?? { zh: level.role, en: level.role })}:{' '}
          {level.decision === null ? (
            <DueChip dueAt={level.dueAt} />
          ) : (
            <>
              {t(`decision.${level.decision}`)} · {level.byName ?? level.by}
              {level.reason !== null && level.reason !== '' && ` · ${level.reason}`}
            </>
          )}
        </li>
      ))}
    </ol>
  )
}
