import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../../api/api-problem.ts'
import { newKey } from '../../../api/ask.ts'
import type { RunBody } from '../../../api/runs.ts'
import type { RunAct } from '../../../api/steering.ts'
import { nudgeTask, steerRun } from '../../../api/steering.ts'
import type { TaskBody } from '../../../api/tasks.ts'
import { Button } from '../../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../../kit/dialog/confirm-with-reason.tsx'
import { tell } from '../../../kit/toast/toasts.ts'
import { usePick, useText } from '../../../text/use-text.ts'
import { PersonSelect } from '../person-select.tsx'
import { refusalOf } from './refusal.ts'
import type { RunStepBody } from './standing.ts'

type StepActType = 'reassign' | 'nudge' | 'skip'

export interface StepActsProps {
  run: RunBody
  step: RunStepBody
  /** What the reader may do with the task; null = a step that is only planned, or not known yet. */
  commands: TaskBody['commands'] | null
}

/** Reassign, nudge, skip: with a reason that others will read. */
export function StepActs({ run, step, commands }: StepActsProps) {
  const t = useText('run')
  const [act, setAct] = useState<StepActType | null>(null)
  const offered: StepActType[] = (['reassign', 'nudge', 'skip'] as const).filter((type) =>
    commands === null ? type === 'skip' : commands.some((command) => command.type === type),
  )
  // The rule that lets a run be paused is the one that lets a step to come be skipped.
  const refusal = (type: StepActType) =>
    commands === null ? refusalOf(run.commands, 'cancel') : refusalOf(commands, type)
  return (
    <div className="step-acts">
      {offered.map((type) => (
        <Button
          key={type}
          tone={type === 'skip' ? 'danger' : 'plain'}
          refusal={refusal(type)}
          onPress={() => setAct(type)}
        >
          {t(`act.${type}`)}
        </Button>
      ))}
      {act !== null && <StepAct run={run} step={step} type={act} onClose={() => setAct(null)} />}
    </div>
  )
}

interface StepActProps {
  run: RunBody
  step: RunStepBody
  type: StepActType
  onClose: () => void
}

function StepAct({ run, step, type, onClose }: StepActProps) {
  const t = useText('run')
  const pick = usePick()
  const queryClient = useQueryClient()
  const [key] = useState(newKey)
  const [to, setTo] = useState('')
  const title = t(`act.${type}Of`, { step: pick(step.title) })
  const confirm = async (reason: string) => {
    if (type === 'reassign' && to === '') throw new ApiProblem(0, { code: 'REQUIRED', detail: t('act.whoMissing') })
    if (type === 'nudge' && step.taskId !== null) {
      await nudgeTask(step.taskId, key)
    } else {
      const on = { instanceKey: step.instanceKey, expectedRevision: step.revision, reason }
      const act: RunAct = type === 'skip' ? { type, ...on } : { type: 'reassign', to, ...on }
      queryClient.setQueryData(['run', run.id], await steerRun(run.id, act, key))
    }
    tell({ tone: 'good', text: t(`act.${type}Done`) })
    await queryClient.invalidateQueries({ queryKey: ['task', step.taskId] })
  }
  return (
    <ConfirmWithReason
      title={title}
      verb={t(`act.${type}`)}
      tone={type === 'skip' ? 'danger' : 'primary'}
      isOpen
      reasonOptional={type === 'nudge'}
      onClose={onClose}
      onConfirm={confirm}
    >
      {type === 'skip' && <p>{t('act.skipText')}</p>}
      {type === 'reassign' && (
        <PersonSelect storeId={run.storeId} role={step.candidateRole} value={to} onChange={setTo} />
      )}
    </ConfirmWithReason>
  )
}
