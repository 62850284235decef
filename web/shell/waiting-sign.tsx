import { Link } from '@tanstack/react-router'
import { Icon } from '../kit/icon/icon.tsx'
import { useWaitingActs } from '../queue/waiting-acts.ts'
import { useText } from '../text/use-text.ts'

/** Steps finished here that have not reached the house, or that it refused; on every page, silent while there are none. */
export function WaitingSign() {
  const t = useText('shell')
  const acts = useWaitingActs()
  const refused = acts.filter(({ refusal }) => refusal !== null).length
  return (
    <span role="status">
      {acts.length > 0 && (
        <Link to="/waiting" className="stream-sign waiting-sign">
          <Icon name={refused > 0 ? 'warn' : 'clock'} size={16} />
          {refused > 0 ? t('waiting.refused', { count: refused }) : t('waiting.waits', { count: acts.length })}
        </Link>
      )}
    </span>
  )
}
