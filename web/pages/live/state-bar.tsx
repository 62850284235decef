import { Tag } from '../../kit/tag/tag.tsx'
import { useText } from '../../text/use-text.ts'
import { serverOffsetMs } from '../../time/server-clock.ts'
import { useZone } from '../../time/zone.ts'
import { clockText, count } from './count.ts'
import type { Show } from './use-show.ts'

/** Less than this is on time; nobody hurries for a breath. */
const onTimeMs = 5_000
/** A device this far off shows other times than the wall; the desk goes by the server anyway. */
const driftMs = 2_000

/** The clock of the server, ahead or behind, and when all of it is expected to end. */
export function StateBar({ shown: { show, desk, now } }: { shown: Show }) {
  const t = useText('live')
  const zone = useZone()
  const drift = serverOffsetMs()
  const { offsetMs, overMs } = show
  const behind = offsetMs >= onTimeMs
  const ahead = offsetMs <= -onTimeMs
  return (
    <div className="live-state">
      <time className="live-clock">{clockText(now, zone)}</time>
      {Math.abs(drift) >= driftMs && <Tag tone="warn">{t('drift', { by: count(drift) })}</Tag>}
      {show.now !== null && (
        <Tag tone={behind ? 'warn' : 'good'}>
          {behind ? t('behind', { by: count(offsetMs) }) : ahead ? t('ahead', { by: count(offsetMs) }) : t('onTime')}
        </Tag>
      )}
      <span>{t('expectedEnd', { at: clockText(Date.parse(show.expectedEndAt), zone) })}</span>
      {overMs >= onTimeMs && (
        <Tag tone="bad">{t('overEnd', { by: count(overMs), end: clockText(Date.parse(desk.endAt), zone) })}</Tag>
      )}
    </div>
  )
}
