import { useState } from 'react'
import { ApiProblem } from '../../../api/api-problem.ts'
import { newKey } from '../../../api/ask.ts'
import type { BoardRunBody } from '../../../api/boards.ts'
import type { BulkBody } from '../../../api/steering.ts'
import { actOnMany } from '../../../api/steering.ts'
import { ConfirmWithReason } from '../../../kit/dialog/confirm-with-reason.tsx'
import { Note } from '../../../kit/note/note.tsx'
import { useText } from '../../../text/use-text.ts'
import { PersonSelect } from '../person-select.tsx'
import { Trial } from './bulk-outcome.tsx'
import { useDryRun } from './use-dry-run.ts'

interface ReassignManyProps {
  runs: readonly BoardRunBody[]
  onClose: () => void
  onOutcome: (answer: BulkBody) => void
}

/** Hands the open steps of all ticked runs to one person of their store. */
export function ReassignMany({ runs, onClose, onOutcome }: ReassignManyProps) {
  const t = useText('runs')
  const [key] = useState(newKey)
  const [to, setTo] = useState('')
  const taskIds = runs.flatMap((run) => run.now.map((task) => task.taskId)).slice(0, 100)
  const stores = [...new Set(runs.map((run) => run.storeId))]
  const possible = to !== '' && taskIds.length > 0
  const trial = useDryRun(possible ? { type: 'reassign', taskIds, to, reason: t('bulk.trial'), dryRun: true } : null)
  const confirm = async (reason: string) => {
    if (to === '') throw new ApiProblem(0, { code: 'REQUIRED', detail: t('person.missing') })
    onOutcome(await actOnMany({ type: 'reassign', taskIds, to, reason }, key))
  }
  return (
    <ConfirmWithReason
      title={t('bulk.reassign')}
      verb={t('bulk.reassign')}
      isOpen
      onClose={onClose}
      onConfirm={confirm}
    >
      {stores.length > 1 && <Note tone="info">{t('bulk.severalStores')}</Note>}
      <p>{t('bulk.tasks', { count: taskIds.length })}</p>
      <PersonSelect storeId={stores[0] ?? ''} value={to} onChange={setTo} />
      {possible && <Trial trial={trial} runs={runs} />}
    </ConfirmWithReason>
  )
}
