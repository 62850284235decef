import { useText } from '../../text/use-text.ts'
import './loading.css'

/** Something is on its way, of which nobody can say how tall it will be. */
export function Spinner() {
  const t = useText('kit')
  return (
    <div className="spinner" role="status">
      <span className="unseen">{t('loading')}</span>
    </div>
  )
}

/** The shape of what is on its way, so that nothing jumps when it comes. */
export function Skeleton({ rows = 6, rowHeight = 44 }: { rows?: number; rowHeight?: number }) {
  const t = useText('kit')
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{t('loading')}</span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="skeleton-row" style={{ height: rowHeight - 8 }} />
      ))}
    </div>
  )
}
