import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey } from '../../../api/ask.ts'
import type { BoardRunBody } from '../../../api/boards.ts'
import type { BulkBody } from '../../../api/steering.ts'
import { actOnMany } from '../../../api/steering.ts'
import { Button } from '../../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../../kit/dialog/confirm-with-reason.tsx'
import { Dialog } from '../../../kit/dialog/dialog.tsx'
import { useText } from '../../../text/use-text.ts'
import { BulkOutcome, Trial } from './bulk-outcome.tsx'
import { ReassignMany } from './reassign-many.tsx'
import { useDryRun } from './use-dry-run.ts'

type SteerType = 'pause' | 'resume' | 'cancel'
type BulkType = SteerType | 'reassign'

/** What can be done with all ticked runs; each answers for itself. */
export function BulkBar({ runs, onClear }: { runs: readonly BoardRunBody[]; onClear: () => void }) {
  const t = useText('runs')
  const queryClient = useQueryClient()
  const [act, setAct] = useState<BulkType | null>(null)
  const [outcome, setOutcome] = useState<BulkBody | null>(null)
  const close = () => setAct(null)
  const finish = (answer: BulkBody) => {
    setOutcome(answer)
    void queryClient.invalidateQueries({ queryKey: ['runs'] })
  }
  return (
    <>
      {runs.length > 0 && (
        <div className="bulk-bar" role="region" aria-label={t('bulk.label')}>
          <strong>{t('bulk.picked', { count: runs.length })}</strong>
          {(['reassign', 'pause', 'resume', 'cancel'] as const).map((type) => (
            <Button key={type} tone={type === 'cancel' ? 'danger' : 'plain'} onPress={() => setAct(type)}>
              {t(`bulk.${type}`)}
            </Button>
          ))}
          <Button tone="quiet" onPress={onClear}>
            {t('bulk.none')}
          </Button>
        </div>
      )}
      {act === 'reassign' && <ReassignMany runs={runs} onClose={close} onOutcome={finish} />}
      {act !== null && act !== 'reassign' && <SteerMany type={act} runs={runs} onClose={close} onOutcome={finish} />}
      {outcome && (
        <Dialog title={t('bulk.outcome')} isOpen onClose={() => setOutcome(null)}>
          <BulkOutcome answer={outcome} runs={runs} />
        </Dialog>
      )}
    </>
  )
}

interface SteerManyProps {
  type: SteerType
  runs: readonly BoardRunBody[]
  onClose: () => void
  onOutcome: (answer: BulkBody) => void
}

/** Tries on copies what would happen to each run, then asks for the reason and does it. */
function SteerMany({ type, runs, onClose, onOutcome }: SteerManyProps) {
  const t = useText('runs')
  const [key] = useState(newKey)
  const runIds = runs.map((run) => run.id)
  const trial = useDryRun({ type, runIds, reason: t('bulk.trial'), dryRun: true })
  return (
    <ConfirmWithReason
      title={t(`bulk.${type}`)}
      verb={t(`bulk.${type}`)}
      tone={type === 'cancel' ? 'danger' : 'primary'}
      isOpen
      onClose={onClose}
      onConfirm={async (reason) => onOutcome(await actOnMany({ type, runIds, reason }, key))}
    >
      <Trial trial={trial} runs={runs} />
    </ConfirmWithReason>
  )
}
