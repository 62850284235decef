import { useNow } from '../../time/ticking.ts'
import { relativeTo, shortInstant, wholeInstant } from '../../time/words.ts'
import { useZone } from '../../time/zone.ts'
import { useLanguage } from '../../text/use-text.ts'
import { WithTip } from '../tip/tip.tsx'
import './time.css'

export interface TimeTextProps {
  /** RFC 3339. */
  at: string
  /** How it is written; the whole instant with its zone is on hover, focus and tap. */
  as?: 'relative' | 'clock' | 'both'
  /** In rows that are one link or button already: no stop of its own for the keyboard. */
  inRow?: boolean
}

/** An instant: how far away, and the store's clock. */
export function TimeText({ at, as = 'relative', inRow = false }: TimeTextProps) {
  const language = useLanguage()
  const zone = useZone()
  const minutely = Math.abs(Date.parse(at) - Date.now()) > 90_000
  const now = useNow(minutely ? 30_000 : 1_000)
  const relative = relativeTo(at, now, language)
  const clock = shortInstant(at, language, zone, now)
  const words = { relative, clock, both: `${clock} · ${relative}` }[as]
  const whole = wholeInstant(at, language, zone)
  if (inRow)
    return (
      <time className="time-text" dateTime={at} title={whole}>
        {words}
      </time>
    )
  return (
    <WithTip tip={whole}>
      <button type="button" className="time-text">
        <time dateTime={at}>{words}</time>
      </button>
    </WithTip>
  )
}
