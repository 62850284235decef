import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { newKey } from '../../../api/ask.ts'
import type { RunBody } from '../../../api/runs.ts'
import { steerRun } from '../../../api/steering.ts'
import { Button } from '../../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../../kit/dialog/confirm-with-reason.tsx'
import { tell } from '../../../kit/toast/toasts.ts'
import type { Action } from '../../../shell/actions.ts'
import { useActions } from '../../../shell/actions.ts'
import { useText } from '../../../text/use-text.ts'
import { MoveAnchor } from './move-anchor.tsx'
import { refusalOf } from './refusal.ts'

type RunActType = 'pause' | 'resume' | 'cancel' | 'moveAnchor'

/** What may be done with the whole run; what may not be done says why. */
export function RunActs({ run }: { run: RunBody }) {
  const t = useText('run')
  const [act, setAct] = useState<RunActType | null>(null)
  const types = useMemo<RunActType[]>(() => {
    const known = (type: RunActType) => run.commands.some((command) => command.type === type)
    const clock = run.status === 'paused' ? ('resume' as const) : ('pause' as const)
    return [clock, 'moveAnchor' as const, 'cancel' as const].filter(known)
  }, [run])
  const actions = useMemo<readonly Action[]>(
    () =>
      types.map((type) => ({
        id: `run ${type}`,
        label: t(`act.${type}`),
        refusal: refusalOf(run.commands, type),
        run: () => setAct(type),
      })),
    [t, types, run],
  )
  useActions(actions)
  const close = () => setAct(null)
  return (
    <>
      {types.map((type) => (
        <Button
          key={type}
          tone={type === 'cancel' ? 'danger' : 'plain'}
          refusal={refusalOf(run.commands, type)}
          onPress={() => setAct(type)}
        >
          {t(`act.${type}`)}
        </Button>
      ))}
      {act === 'moveAnchor' && <MoveAnchor run={run} onClose={close} />}
      {act !== null && act !== 'moveAnchor' && <Steer run={run} type={act} onClose={close} />}
    </>
  )
}

function Steer({ run, type, onClose }: { run: RunBody; type: 'pause' | 'resume' | 'cancel'; onClose: () => void }) {
  const t = useText('run')
  const queryClient = useQueryClient()
  const [key] = useState(newKey)
  return (
    <ConfirmWithReason
      title={t(`act.${type}`)}
      verb={t(`act.${type}`)}
      tone={type === 'cancel' ? 'danger' : 'primary'}
      isOpen
      reasonOptional={type === 'resume'}
      onClose={onClose}
      onConfirm={async (reason) => {
        const act = type === 'resume' && reason === '' ? { type } : { type, reason }
        queryClient.setQueryData(['run', run.id], await steerRun(run.id, act as Parameters<typeof steerRun>[1], key))
        tell({ tone: 'good', text: t(`act.${type}Done`) })
      }}
    >
      <p>{t(`act.${type}Text`)}</p>
    </ConfirmWithReason>
  )
}
