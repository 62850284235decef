import { useText, useLanguage } from '../../text/use-text.ts'
import { useNow } from '../../time/ticking.ts'
import { relativeTo, wholeInstant } from '../../time/words.ts'
import { useZone } from '../../time/zone.ts'
import type { IconName } from '../icon/icon.tsx'
import { Icon } from '../icon/icon.tsx'
import { WithTip } from '../tip/tip.tsx'
import './time.css'

export interface DueChipProps {
  /** RFC 3339; null = nothing is due. */
  dueAt: string | null
  /** Set by platform, law or live clock: never moved. */
  hard?: boolean
  /** The clock stands. */
  paused?: boolean
  /** When it was done: then it says whether that was in time. */
  doneAt?: string | null
  /** In rows that are one link or button already: no stop of its own for the keyboard. */
  inRow?: boolean
}

type State = 'paused' | 'kept' | 'missed' | 'late' | 'soon' | 'calm'

const soonMs = 60 * 60_000
const icons: Record<State, IconName> = {
  paused: 'pause',
  kept: 'check',
  missed: 'late',
  late: 'late',
  soon: 'alarm',
  calm: 'clock',
}

/** How a due date stands, in words, shape and colour; a hard one wears a lock. */
export function DueChip({ dueAt, hard = false, paused = false, doneAt = null, inRow = false }: DueChipProps) {
  const t = useText('kit')
  const language = useLanguage()
  const zone = useZone()
  const near = dueAt !== null && Math.abs(Date.parse(dueAt) - Date.now()) < soonMs
  const now = useNow(near ? 1_000 : 30_000)
  if (dueAt === null) return null
  const state = stateOf(dueAt, paused, doneAt, now)
  const distance = relativeTo(dueAt, now, language)
  const tip = `${hard ? `${t('due.hard')} ` : ''}${t('due.at', { at: wholeInstant(dueAt, language, zone) })}`
  const face = (
    <>
      <Icon name={icons[state]} size={15} />
      <span>{t(`due.${state}`, { distance })}</span>
      {hard && (
        <>
          <Icon name="lock" size={14} />
          <span className="unseen">{t('due.hard')}</span>
        </>
      )}
    </>
  )
  if (inRow)
    return (
      <span className={`due-chip due-${state}`} title={tip}>
        {face}
      </span>
    )
  return (
    <WithTip tip={tip}>
      <button type="button" className={`due-chip due-${state}`}>
        {face}
      </button>
    </WithTip>
  )
}

function stateOf(dueAt: string, paused: boolean, doneAt: string | null, now: number): State {
  const due = Date.parse(dueAt)
  // Done in the very instant it was due is in time.
  if (doneAt !== null) return Date.parse(doneAt) <= due ? 'kept' : 'missed'
  if (paused) return 'paused'
  if (now > due) return 'late'
  return due - now < soonMs ? 'soon' : 'calm'
}
