import { Link } from '@tanstack/react-router'
import { roleTitles } from '#engine/model/roles.ts'
import type { ScanFound } from '../../api/warehouse.ts'
import { Note } from '../../kit/note/note.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { usePick, useText } from '../../text/use-text.ts'

const tones = {
  open: 'info',
  theirs: 'warn',
  inspected: 'info',
  waiting: 'info',
  elsewhere: 'warn',
  unknown: 'bad',
} as const

/** Why no work opens for a parcel, and the way out. */
export function ScanNote({ found }: { found: ScanFound }) {
  const t = useText('warehouse')
  const pick = usePick()
  const { verdict, waybill, grade, inspectedAt, inspectedByName, holderName, otherStoreName, step, runId } = found
  const role = step?.role ? pick(roleTitles[step.role] ?? { zh: step.role, en: step.role }) : ''
  const facts = {
    ...{
      waybill,
      grade: grade ?? '',
      by: inspectedByName ?? '',
      holder: holderName ?? '',
      store: otherStoreName ?? '',
    },
    step: step === null ? '' : pick(step.title),
    role,
  }
  return (
    <Note tone={tones[verdict]}>
      <div role="status">
        <p>
          <strong>{t(verdict === 'waiting' && step === null ? 'found.over' : `found.${verdict}`, facts)}</strong>{' '}
          {verdict === 'inspected' && inspectedAt !== null && <TimeText at={inspectedAt} as="both" />}
        </p>
        <p>{t(verdict === 'waiting' && step === null ? 'wayOut.over' : `wayOut.${verdict}`, facts)}</p>
      </div>
      {runId !== null && verdict !== 'elsewhere' && (
        <Link to="/runs/$runId" params={{ runId }}>
          {t('toCase', { name: found.caseNo ?? '' })}
        </Link>
      )}
    </Note>
  )
}
