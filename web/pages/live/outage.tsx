import { Icon } from '../../kit/icon/icon.tsx'
import { useText } from '../../text/use-text.ts'
import { useZone } from '../../time/zone.ts'
import { clockText } from './count.ts'

/** Says that nothing was heard since a moment, and that counting goes on from what was known then. */
export function Outage({ silentSince }: { silentSince: number | null }) {
  const t = useText('live')
  const zone = useZone()
  if (silentSince === null) return null
  return (
    <p className="live-outage" role="status">
      <Icon name="offline" />
      {t('outage', { since: clockText(silentSince, zone) })}
    </p>
  )
}
